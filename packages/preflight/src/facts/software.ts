import { PROCESSES } from '../probe/vocabulary.ts'
import { inodes } from './inodes.ts'
import type { Raw } from './raw.ts'
import { Absent, optionalNumber, type Readers, section } from './reader.ts'
import { sshdSetting } from './sshd.ts'

const MODULE_FILE = /\/([^/]+)\.ko$/

const withoutPassword = (text: string): string => text.replace(/\/\/[^/@\s]*@/g, '//***@')
const PROXY_LINE =
  /^\s*(?:export\s+)?((?:https?|ftp|all|no)_proxy|proxy|acquire::https?::proxy|defaultenvironment)\s*=?\s*["']?(.*?)["']?;?\s*$/i

/** How apt.conf(5) and dnf.conf(5) say that a place is asked without a proxy. */
const NO_PROXY = /(^|["' ])(direct|false|_none_)$/i

function proxyLines(where: string, lines: readonly string[]) {
  return lines.flatMap((text) => {
    const [, name, value] = PROXY_LINE.exec(text) ?? []
    if (!name || !value || (/^defaultenvironment$/i.test(name) && !/proxy/i.test(value))) return []
    if (NO_PROXY.test(value)) return []
    return [{ where, name, value: withoutPassword(value) }]
  })
}

const PROXY_FILES = /^\/etc\/(environment|profile\.d\/|apt\/|dnf\/|yum\.conf|systemd\/)/

const SYSCTL_FOLDERS = ['/usr/lib/sysctl.d', '/run/sysctl.d', '/etc/sysctl.d', '/etc']

/**
 * As sysctl.d(5) applies them: sorted by name across the folders, where a file of /etc hides one of the same name.
 * /etc/sysctl.conf counts as 99-sysctl.conf, which is what it is linked to.
 */
function sysctlFilesInOrder(raw: Raw): [string, readonly string[]][] {
  const byName = new Map<string, [string, readonly string[]]>()
  for (const folder of SYSCTL_FOLDERS)
    for (const [path, lines] of raw.files(new RegExp(`^${folder}/(sysctl\\.conf|[^/]+\\.conf)$`)))
      if (folder !== '/etc' || path === '/etc/sysctl.conf')
        byName.set(path === '/etc/sysctl.conf' ? '99-sysctl.conf' : path.slice(folder.length + 1), [path, lines])
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry)
}

/** Of several the one that can be asked: ptp4l often only feeds chronyd. */
function timeDaemon(raw: Raw): string | null {
  const running = section(raw, 'processes')
  return PROCESSES.time.find((name) => running.includes(name)) ?? null
}

/** @throws Absent when timedatectl is missing or does not answer. */
function kernelSaysSynchronized(raw: Raw): boolean {
  const answer = raw.value('timedatectl', 'NTPSynchronized')
  if (answer === null) throw new Absent(raw.problem('timedatectl') ?? 'not-collected')
  return answer === 'yes'
}

/** True, false, or null where the daemon could not be asked. */
function isSynchronized(raw: Raw, daemon: string | null): boolean | null {
  if (daemon === 'systemd-timesyn') return raw.value('system', 'timesync') === 'yes'
  // A clock kept by something else, such as a hypervisor: the kernel knows.
  if (daemon === null) return kernelSaysSynchronized(raw)
  if (daemon === 'chronyd') {
    const tracking = raw.lines('chrony')[0]
    return tracking === undefined ? null : tracking.endsWith(',Normal')
  }
  if (daemon === 'ntpd') {
    const answer = raw.lines('ntp').join(' ')
    return answer === '' ? null : !/leap=(11|3)\b/.test(answer)
  }
  return null
}

function certificates(raw: Raw) {
  const found: { file: string; lines: string }[] = []
  for (const text of raw.lines('trust')) {
    const [, file] = /^(.*):-----BEGIN CERTIFICATE-----/.exec(text) ?? []
    const current = found.at(-1)
    if (file !== undefined) found.push({ file, lines: '' })
    else if (current && text.startsWith(`${current.file}-`)) current.lines += text.slice(current.file.length + 1).trim()
  }
  return found
}

/** The module that a line of modprobe.d(5) keeps out; null where it keeps none. */
export function blockedModule(line: string): string | null {
  const [, install, blacklist] =
    /^\s*(?:install\s+(\S+)\s+\/(?:usr\/)?bin\/(?:true|false)|blacklist\s+(\S+))/.exec(line) ?? []
  return install ?? blacklist ?? null
}

/** What a line of sysctl.d(5) sets; null where it sets nothing. */
export function kernelSetting(line: string): { key: string; value: string } | null {
  const [, key, value] = /^\s*-?([\w./*-]+)\s*=\s*(\S+)/.exec(line) ?? []
  return key && value ? { key: key.replaceAll('/', '.'), value } : null
}

export const SOFTWARE: Readers<
  | 'processes'
  | 'commands'
  | 'packageLocks'
  | 'units'
  | 'modules'
  | 'sysctl'
  | 'sysctlFiles'
  | 'timeSync'
  | 'sshd'
  | 'account'
  | 'proxies'
  | 'trust'
  | 'leftoverDirs'
  | 'heldFixes'
> = {
  processes: (raw) => [...new Set(section(raw, 'processes'))],
  commands: (raw) => [...section(raw, 'commands')],
  packageLocks: (raw) => {
    section(raw, 'files')
    const locked = raw.file('/proc/locks').map((text) => /:(\d+) \S+ \S+$/.exec(text)?.[1])
    return inodes(raw).flatMap(({ inode, path }) => (locked.includes(inode) ? [path] : []))
  },
  units: (raw) =>
    Object.fromEntries(
      section(raw, 'units').map((text) => {
        const [name = '', ...states] = text.split(' ')
        const has = (state: string): boolean => states.includes(state)
        const masked = has('masked') && { masked: true as const }
        return [name, { installed: has('installed'), enabled: has('enabled'), active: has('active'), ...masked }]
      }),
    ),
  modules: (raw) => {
    section(raw, 'modules')
    if (raw.problem('module-files') === 'cut-off') throw new Absent('cut-off')
    const files = [...raw.lines('module-files'), ...raw.lines('modules')]
    const blocks = raw.files(/^\/etc\/modprobe\.d\//).flatMap(([file, config]) =>
      config.flatMap((text) => {
        const module = blockedModule(text)
        return module === null ? [] : [{ file, module }]
      }),
    )
    return {
      index: raw.value('modules', 'index') === 'yes',
      loaded: raw.values('modules', 'loaded'),
      available: files.flatMap((text) => MODULE_FILE.exec(text)?.[1] ?? []),
      disabled: blocks.map(({ module }) => module),
      blocks,
    }
  },
  sysctl: (raw) => {
    section(raw, 'files')
    return Object.fromEntries(
      raw
        .files(/^\/proc\/sys\/(?!kernel\/(osrelease|hostname|random))/)
        .map(([path, lines]) => [path.slice('/proc/sys/'.length).replaceAll('/', '.'), lines[0] ?? '']),
    )
  },
  sysctlFiles: (raw) => {
    section(raw, 'config')
    return sysctlFilesInOrder(raw).flatMap(([file, lines]) =>
      lines.flatMap((text) => {
        const setting = kernelSetting(text)
        return setting ? [{ file, ...setting }] : []
      }),
    )
  },
  timeSync: (raw) => {
    section(raw, 'system')
    const daemon = timeDaemon(raw)
    return { daemon, synchronized: isSynchronized(raw, daemon) }
  },
  sshd: (raw) => {
    section(raw, 'config')
    if (raw.value('system', 'sshd') !== 'readable') throw new Absent('no-root')
    const disabled = sshdSetting(raw, 'disableforwarding') === 'yes'
    return {
      tcpForwarding: disabled ? 'no' : sshdSetting(raw, 'allowtcpforwarding'),
      maxSessions: optionalNumber(sshdSetting(raw, 'maxsessions')),
    }
  },
  account: (raw) => {
    const [changed, , max, , , expire] = section(raw, 'account')[0]?.split(':') ?? []
    if (changed === undefined) throw new Absent('not-collected')
    return { changedDay: optionalNumber(changed), maxDays: optionalNumber(max), expireDay: optionalNumber(expire) }
  },
  proxies: (raw) => {
    section(raw, 'config')
    const files = raw.files(PROXY_FILES).flatMap(([path, lines]) => proxyLines(path, lines))
    return [...files, ...proxyLines('environment', raw.lines('environment'))]
  },
  trust: (raw) => {
    if (raw.problem('trust') !== null) throw new Absent(raw.problem('trust') ?? 'unreadable')
    return certificates(raw)
  },
  leftoverDirs: (raw) => {
    if (raw.problem('leftovers') !== null) throw new Absent(raw.problem('leftovers') ?? 'unreadable')
    const of = (word: string): string[] =>
      raw
        .lines('leftovers')
        .filter((text) => text.startsWith(`${word} `))
        .map((text) => text.slice(word.length + 1))
    return { filled: of('filled'), unreadable: of('unreadable') }
  },
  heldFixes: (raw) => {
    if (raw.value('probe', 'uid') !== '0') throw new Absent('no-root')
    if (raw.problem('held-fixes') === 'cut-off') throw new Absent('cut-off')
    return raw.lines('held-fixes').flatMap((text) => /^"what":"(fix\..+)"$/.exec(text)?.[1] ?? [])
  },
}
