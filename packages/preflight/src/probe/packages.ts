import { PACKAGES } from './vocabulary.ts'

/** Besides those by name: what makes up a GPU driver, by how its packages begin. */
const DRIVER_PACKAGES = '^(nvidia-|libnvidia-|cuda-drivers|kmod-nvidia|mlnx-ofed|doca-)'

/** What is installed of the packages that matter, what is half installed, and where packages come from. */
export const PACKAGES_SECTION = `
packages() {
  echo "@packages"
  if [ -r /var/lib/dpkg/status ]; then
    echo "manager=dpkg"
    awk -v wanted=' ${PACKAGES.join(' ')} ' '
      /^Package: / { name = $2 }
      /^Status: / { state = $4 }
      /^Version: / {
        if (state == "installed") {
          if (index(wanted, " " name " ") || name ~ /${DRIVER_PACKAGES}/ && n++ < 100) print "package=" name " " $2
        } else if (state !~ /^(not-installed|config-files)$/) print "broken=" name " " state
      }' /var/lib/dpkg/status
  elif command -v rpm >/dev/null 2>&1; then
    echo "manager=rpm"
    limit 4 rpm -q --qf 'package=%{NAME} %{VERSION}-%{RELEASE}\\n' ${PACKAGES.join(' ')} | grep '^package='
    case $? in 124 | 137 | 143) echo "!packages timed-out" ;; esac
  else
    echo "!packages tool-missing"
  fi

  echo "@repositories"
  grep -sHE '^(deb |\\[|(URIs:|Enabled:|enabled *=|baseurl *=|mirrorlist *=|metalink *=))' /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources /etc/yum.repos.d/*.repo | sed 's,//[^/@]*@,//***@,'
}
`
