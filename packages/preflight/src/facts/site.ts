import { inodes } from './inodes.ts'
import type { Raw } from './raw.ts'
import { Absent, optionalLine, optionalNumber, type Readers, section } from './reader.ts'
import type { SiteGroups } from './site-groups.ts'
import { sshdFiles, sshdSetting } from './sshd.ts'

const NIC = /^\/sys\/class\/net\/([^/]+)\/address$/
const TIME_FILE = /chrony|timesyncd|ntp/
const CONFIG = /^\/(etc|run)\//

/** `nic=ens192`, then lines of `ethtool -k`: `tx-checksum-ip-generic: on`. The probe's second version put the name in front. */
function offloads(raw: Raw): Map<string, Record<string, string>> {
  const found = new Map<string, Record<string, string>>()
  let current = ''
  for (const text of raw.lines('nics')) {
    if (text.startsWith('nic=')) current = text.slice(4)
    const [, nic = current, feature, state] = /^(?:(\S+) )?\s*([\w-]+): (\w+)/.exec(text) ?? []
    if (feature && state) found.set(nic, { ...found.get(nic), [feature]: state })
  }
  return found
}

/** `server ntp.example.com iburst`, `NTP=a b`; FallbackNTP counts where no server is named. */
function timeServers(lines: readonly string[]): string[] {
  const named = (pattern: RegExp): string[] =>
    lines.flatMap((text) => pattern.exec(text)?.[1]?.trim().split(/\s+/) ?? []).filter(Boolean)
  const servers = [...named(/^\s*(?:server|pool|peer)\s+(\S+)/), ...named(/^\s*NTP=(.*)$/)]
  return servers.length ? servers : named(/^\s*FallbackNTP=(.*)$/)
}

const printable = (text: string): string => text.replace(/[^\x20-\x7e]+/g, ' ').trim()

/** `*(rw,no_root_squash)`: what follows the path of an export. */
function exportOf(text: string): { path: string; clients: string }[] {
  const [, quoted, plain, clients = ''] = /^\s*(?:"([^"]+)"|(\/\S*))\s*(.*)$/.exec(text) ?? []
  const path = quoted ?? plain
  return path ? [{ path, clients: clients.trim() }] : []
}

function registryHosts(raw: Raw, file: string): string[] {
  const hosts = raw.file(file).flatMap((text) => /^https?:\/\/([A-Za-z0-9._-]+(?::\d+)?)/.exec(text)?.[1] ?? [])
  const [, own] = /\/certs\.d\/([^/]+)\/hosts\.toml$/.exec(file) ?? []
  return [...new Set(own ? [own, ...hosts] : hosts)]
}

/** The probe's second version had a section for them: `root 1777 /tmp`. */
const foldersBefore = (raw: Raw): { path: string; owner: string; mode: string }[] =>
  raw.lines('folders').flatMap((text) => {
    const [, owner, mode, path] = /^(\S+) ([0-7]{1,4}) (\/.*)$/.exec(text) ?? []
    return owner && mode && path ? [{ path, owner, mode }] : []
  })

const MANAGES_HOSTS = /^\s*manage_etc_hosts\s*:/i

export const SITE: Readers<keyof typeof SiteGroups> = {
  nics: (raw) => {
    section(raw, 'files')
    const offload = offloads(raw)
    return Object.fromEntries(
      raw.files(NIC).map(([path]) => {
        const nic = NIC.exec(path)?.[1] ?? ''
        const uevent = raw.file(`/sys/class/net/${nic}/device/uevent`)
        const driver = uevent.find((text) => text.startsWith('DRIVER='))?.slice('DRIVER='.length) ?? null
        return [
          nic,
          { driver, duplex: optionalLine(raw, `/sys/class/net/${nic}/duplex`), offload: offload.get(nic) ?? {} },
        ]
      }),
    )
  },
  timeSources: (raw) => {
    section(raw, 'netconfig')
    const lines = raw.files(CONFIG).flatMap(([path, text]) => (TIME_FILE.test(path) ? text : []))
    return { servers: timeServers(lines), refclock: lines.some((text) => /^\s*refclock\s/.test(text)) }
  },
  timezone: (raw) => {
    section(raw, 'files')
    const link = raw.lines('zone')[0] ?? inodes(raw).find(({ path }) => path === '/etc/localtime')?.target
    return { name: /\/zoneinfo\/(.+)$/.exec(link ?? '')?.[1] ?? optionalLine(raw, '/etc/timezone') }
  },
  nftables: (raw) => {
    section(raw, 'netconfig')
    const files = raw
      .files(/nftables\.conf$/)
      .filter(([, lines]) => lines.some((text) => /^\s*flush\s+ruleset/.test(text)))
    return { flushes: files.map(([path]) => path) }
  },
  nameFiles: (raw) => {
    section(raw, 'netconfig')
    const asked = raw.lines('attributes').map((text) => text.trim().split(/\s+/))
    // cloud-init reads cloud.cfg, then cloud.cfg.d by name; the last to say it counts.
    const cloud = raw.files(/^\/etc\/cloud\//).flatMap(([, lines]) => lines)
    const manages = cloud.findLast((text) => MANAGES_HOSTS.test(text)) ?? ''
    return {
      immutable: asked.length ? asked.flatMap(([flags = '', path]) => (path && /i/.test(flags) ? [path] : [])) : null,
      cloudInit: /:\s*["']?(true|localhost|template)/i.test(manages),
    }
  },
  login: (raw) => {
    section(raw, 'login')
    return {
      shell: raw.value('login', 'shell')?.trim() || null,
      failures:
        raw.value('probe', 'uid') === '0' ? raw.lines('faillock').filter((text) => / V\s*$/.test(text)).length : null,
    }
  },
  workFolders: (raw) => {
    const own = inodes(raw).flatMap(({ path, owner, mode }) =>
      path.endsWith('/.') ? [{ path: path.slice(0, -2), owner, mode }] : [],
    )
    const folders = [...own, ...foldersBefore(raw)]
    const problem = raw.problem('inodes')
    if (folders.length === 0 || problem === 'cut-off') throw new Absent(problem ?? 'not-collected')
    return {
      home: raw.value('login', 'home')?.trim() || null,
      folders: Object.fromEntries(folders.map(({ path, owner, mode }) => [path, { owner, mode }])),
    }
  },
  searchPath: (raw) => {
    const path = raw.value('probe', 'path')
    if (path === null) throw new Absent('not-collected')
    return path.split(':').filter(Boolean)
  },
  loginNoise: (raw) => ({ characters: raw.noise.length, sample: printable(raw.noise).slice(0, 200) }),
  sshdLimits: (raw) => {
    section(raw, 'config')
    if (raw.value('system', 'sshd') !== 'readable') throw new Absent('no-root')
    const timeouts = ['channeltimeout', 'unusedconnectiontimeout'].flatMap((key) => sshdSetting(raw, key) ?? [])
    return {
      maxStartups: optionalNumber(sshdSetting(raw, 'maxstartups')?.split(':')[0]),
      aliveInterval: sshdSetting(raw, 'clientaliveinterval'),
      aliveCountMax: optionalNumber(sshdSetting(raw, 'clientalivecountmax')),
      timeouts: timeouts.filter((text) => text !== 'none'),
      sftp: sshdFiles(raw).some(([, lines]) => lines.some((text) => /^\s*subsystem\s+sftp\s/i.test(text))),
    }
  },
  registryConfig: (raw) => {
    section(raw, 'netconfig')
    const files = [...raw.values('registry-files', 'file'), ...raw.values('netconfig', 'file')]
    return files.map((file) => ({ file, hosts: registryHosts(raw, file) }))
  },
  nfsServer: (raw) => {
    section(raw, 'netconfig')
    const lines = raw.files(/^\/etc\/exports/).flatMap(([, text]) => text)
    const threads = optionalNumber(optionalLine(raw, '/proc/fs/nfsd/threads'))
    return { exports: lines.flatMap(exportOf), threads: threads || null }
  },
}
