import type { Excerpt } from './awk.ts'
import { PACKAGES } from './vocabulary.ts'

/** Besides those by name: what makes up a GPU driver, by how its packages begin. */
export const DRIVER_PACKAGES = '^(nvidia-|libnvidia-|cuda-drivers|kmod-nvidia|mlnx-ofed|doca-)'

/** What dpkg has installed is an excerpt of its status file; rpm has to be asked. */
export const PACKAGES_SECTION = `
packages() {
  [ -r /var/lib/dpkg/status ] && return
  echo "@packages"
  if ! command -v rpm >/dev/null; then echo "!packages tool-missing"; return; fi
  echo "manager=rpm"
  limit 4 rpm -q --qf 'package=%{NAME} %{VERSION}-%{RELEASE}\\n' ${PACKAGES.join(' ')}
  case $? in 124 | 137 | 143) echo "!packages timed-out" ;; esac
}
`

/** Where packages come from. */
export const REPOSITORY_LINES: Excerpt = {
  section: 'repositories',
  way: 'some_lines',
  pattern: '^(deb |https?://|\\[|(uris:|enabled:|enabled *=|baseurl *=|mirrorlist *=|metalink *=))',
  files: [
    '/etc/apt/sources.list',
    '/etc/apt/sources.list.d/*.list',
    '/etc/apt/sources.list.d/*.sources',
    '/etc/apt/mirrors/*.list',
    '/etc/yum.repos.d/*.repo',
    '/etc/zypp/repos.d/*.repo',
  ],
}
