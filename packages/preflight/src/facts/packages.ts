import type { Raw } from './raw.ts'
import { Absent, optionalLine, type Readers, section } from './reader.ts'

const pairs = (raw: Raw, key: string): [string, string][] =>
  raw.values('packages', key).flatMap((text) => {
    const [name, rest] = text.split(' ')
    return name && rest ? [[name, rest]] : []
  })

const isOff = (text: string): boolean => /^enabled\s*[:=]\s*(no|0|false)/i.test(text)
const addressesIn = (text: string): string[] => text.match(/[a-z+-]+:\/?\/?\/[^\s,]+/gi) ?? []

/** apt's form with fields. Which stanza a line is of does not show: the file is off where every stanza is. */
function addressesOfStanzas(lines: readonly string[]): string[] {
  const uris = lines.filter((text) => /^uris:/i.test(text))
  return lines.filter(isOff).length < uris.length ? uris.flatMap(addressesIn) : []
}

/** apt's one-line form and yum's, of which a section can be switched off by a line of its own. */
function addressesOfSections(lines: readonly string[]): string[] {
  const found: string[] = []
  let section: { on: boolean; addresses: string[] } = { on: true, addresses: [] }
  const end = (): void => {
    if (section.on) found.push(...section.addresses)
    section = { on: true, addresses: [] }
  }
  for (const text of lines) {
    if (text.startsWith('[')) end()
    else if (isOff(text)) section.on = false
    else section.addresses.push(...addressesIn(text))
  }
  end()
  return found
}

const UPGRADES = /Unattended-Upgrade\s+"?([^";]*)/i

/**
 * The files of apt that count, the last word last (apt.conf(5)): those of the folder by name, none with an ending of its
 * own but `.conf`, then the main one.
 */
const aptFiles = (raw: Raw): (readonly string[])[] => [
  ...raw.files(/^\/etc\/apt\/apt\.conf\.d\/([\w-]+|[\w.-]+\.conf)$/).map(([, lines]) => lines),
  raw.file('/etc/apt/apt.conf'),
]

function autoUpdates(raw: Raw): string[] {
  const units = section(raw, 'units')
  const runs = (name: string): boolean =>
    units.some((text) => text.startsWith(`${name} `) && / (enabled|active)/.test(text))
  const said = aptFiles(raw).flatMap((lines) => lines.flatMap((text) => UPGRADES.exec(text)?.[1] ?? []))
  const apt = /^[1-9]/.test(said.at(-1) ?? '')
  const applies = raw.file('/etc/dnf/automatic.conf').some((text) => /^\s*apply_updates\s*=\s*(yes|true|1)/i.test(text))
  return [
    ...(apt && runs('apt-daily-upgrade.timer') ? ['unattended-upgrades'] : []),
    ...(runs('dnf-automatic-install.timer') || (applies && runs('dnf-automatic.timer')) ? ['dnf-automatic'] : []),
  ]
}

export const PACKAGES: Readers<
  | 'packages'
  | 'repositories'
  | 'presence'
  | 'autoUpdates'
  | 'pythonBindings'
  | 'kubeconfigs'
  | 'containerdSnippets'
  | 'hardening'
> = {
  packages: (raw) => {
    const manager = section(raw, 'packages').some((text) => text === 'manager=rpm') ? 'rpm' : 'dpkg'
    if (raw.problem('packages') !== null) throw new Absent(raw.problem('packages') ?? 'unreadable')
    return {
      manager,
      installed: Object.fromEntries(pairs(raw, 'package')),
      broken: pairs(raw, 'broken').map(([name, state]) => ({ name, state })),
    }
  },
  repositories: (raw) => {
    section(raw, 'repositories')
    return raw.files(/^\/etc\/(apt\/(sources\.list|mirrors\/)|(yum\.|zypp\/)repos\.d\/)/).flatMap(([file, lines]) => {
      const addresses = file.endsWith('.sources') ? addressesOfStanzas(lines) : addressesOfSections(lines)
      return addresses.map((address) => ({ file, address }))
    })
  },
  presence: (raw) => {
    section(raw, 'system')
    return raw.values('system', 'present')
  },
  autoUpdates: (raw) => {
    section(raw, 'config')
    return autoUpdates(raw)
  },
  pythonBindings: (raw) => {
    section(raw, 'system')
    const folders = raw.values('system', 'binding')
    return {
      apt: folders.some((path) => path.endsWith('/apt')),
      selinux: folders.some((path) => path.endsWith('/selinux')),
    }
  },
  kubeconfigs: (raw) => {
    section(raw, 'config')
    return raw
      .files(/^\/(etc\/environment|etc\/profile\.d\/|root\/)/)
      .filter(([, lines]) => lines.some((text) => /^\s*(export\s+)?kubeconfig=/i.test(text)))
      .map(([file]) => file)
  },
  containerdSnippets: (raw) => {
    section(raw, 'config')
    return raw.files(/^\/etc\/k0s\/containerd\.d\//).map(([file, lines]) => ({
      file,
      version: lines.flatMap((text) => /^\s*version\s*=\s*(\d+)/.exec(text)?.[1] ?? [])[0] ?? null,
    }))
  },
  hardening: (raw) => {
    section(raw, 'config')
    const named = (file: string): boolean => raw.file(file).some((text) => text.startsWith('etcd:'))
    return {
      lockdown: optionalLine(raw, '/sys/kernel/security/lockdown'),
      cryptoPolicy: optionalLine(raw, '/etc/crypto-policies/state/current'),
      etcdUser: named('/etc/passwd'),
      etcdGroup: named('/etc/group'),
    }
  },
}
