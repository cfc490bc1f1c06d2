// What the tests need from Debian. Installed when this is root on a Debian system, else named.
import { existsSync } from 'node:fs'
import { apt } from './apt.mjs'
import { alone } from './lock.mjs'
import { wordsFor } from './words.mjs'

/** A package, a file that shows it is there, and what needs it. */
const PACKAGES = [
  ['debootstrap', '/usr/sbin/debootstrap', 'the base of the lab hosts'],
  ['systemd-container', '/usr/bin/systemd-nspawn', 'the lab hosts'],
  ['iproute2', '/usr/sbin/ip', "the lab's network"],
  ['nftables', '/usr/sbin/nft', "the lab's network faults"],
  ['zstd', '/usr/bin/zstd', 'the cached base of the lab hosts'],
  ['python3', '/usr/bin/python3', 'mounts into a running lab host'],
  ['openssh-client', '/usr/bin/ssh', 'keys of the lab; the yardstick of the bench'],
  ['openssh-server', '/usr/sbin/sshd', 'SSH tests on loopback'],
  ['sudo', '/usr/bin/sudo', 'sudo tests on this machine'],
  ['busybox', '/bin/busybox', 'the probe under another shell'],
  ['dash', '/bin/dash', 'the probe under another shell'],
  ['poppler-utils', '/usr/bin/pdftotext', 'reading PDF reports back'],
  ['chromium', '/usr/bin/chromium', 'the browser journeys'],
  ['docker-registry', '/usr/bin/docker-registry', 'the registry of a site, for active checks'],
  ['nfs-ganesha', '/usr/bin/ganesha.nfsd', 'the NFS server of a site, for active checks'],
  ['nfs-ganesha-vfs', '/usr/share/doc/nfs-ganesha-vfs', 'the NFS server of a site, for active checks'],
  ['libnfs-utils', '/usr/bin/nfs-cp', 'an NFS client that is not ours, to say the same'],
  ['qemu-user-static', '/usr/bin/qemu-aarch64-static', 'starting the executable for arm64'],
  ['libc6-arm64-cross', '/usr/aarch64-linux-gnu/lib/libc.so.6', 'starting the executable for arm64'],
  ['libstdc++6-arm64-cross', '/usr/aarch64-linux-gnu/lib/libstdc++.so.6', 'starting the executable for arm64'],
]

/** The bench's yardstick, which no test needs. */
export const ANSIBLE = ['ansible-core', '/usr/bin/ansible', 'the bench']

/** Installs what is missing. @returns the packages that are still missing, each with what needs it */
export async function ensureDebianPackages(more = []) {
  const missing = () => [...PACKAGES, ...more].filter(([, file]) => !existsSync(file))
  if (missing().length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'))
    await alone(say, async (begin) => {
      begin('debian')
      await install(missing().map(([name]) => name))
    })
  return missing().map(([name, , use]) => `${name} (${use})`)
}

const say = (line) => process.stderr.write(`${line}\n`)

async function install(names) {
  if (names.length === 0) return
  const words = wordsFor()
  say(words.begins(`${words.debian} (${names.join(' ')})`))
  await apt(['update', '-qq'], say)
  const { code, output } = await apt(['install', '-y', '-qq', '--no-install-recommends', ...names], say)
  if (code !== 0) process.stderr.write(output)
}
