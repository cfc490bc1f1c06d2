import { readFirewall } from './firewall.ts'
import type { Raw } from './raw.ts'
import { Absent, optionalLine, type Readers, section } from './reader.ts'

const PCI = /^\/sys\/bus\/pci\/devices\/([^/]+)\/vendor$/
const NVIDIA_INFORMATION = /^\/proc\/driver\/nvidia\/gpus\/[^/]+\/information$/

function selinuxMode(raw: Raw): 'enforcing' | 'permissive' | 'disabled' {
  const enforce = optionalLine(raw, '/sys/fs/selinux/enforce')
  if (enforce === null) return 'disabled'
  return enforce === '1' ? 'enforcing' : 'permissive'
}

function configuredMode(raw: Raw): 'enforcing' | 'permissive' | 'disabled' | null {
  const line = raw.file('/etc/selinux/config').find((text) => /^SELINUX=/i.test(text.trim()))
  const mode = line?.split('=')[1]?.trim().toLowerCase()
  return mode === 'enforcing' || mode === 'permissive' || mode === 'disabled' ? mode : null
}

export const SECURITY: Readers<'firewall' | 'firewallServices' | 'selinux' | 'apparmor' | 'gpu'> = {
  firewall: readFirewall,
  firewallServices: (raw) => ({
    firewalld:
      section(raw, 'processes').includes('firewalld') ||
      section(raw, 'units').some((text) => /^firewalld\.service .*active/.test(text)),
    ufw: raw.file('/etc/ufw/ufw.conf').some((text) => /^ENABLED=yes/i.test(text.trim())),
  }),
  selinux: (raw) => {
    section(raw, 'system')
    return {
      mode: selinuxMode(raw),
      configured: configuredMode(raw),
      rke2Policy: raw.value('system', 'selinux-policy') === 'rke2',
    }
  },
  apparmor: (raw) => {
    section(raw, 'files')
    return { enabled: optionalLine(raw, '/sys/module/apparmor/parameters/enabled') === 'Y' }
  },
  gpu: (raw) => {
    if (raw.problem('gpu') !== null) throw new Absent(raw.problem('gpu') ?? 'unreadable')
    const secureBoot = raw.value('gpu', 'secureboot')?.trim()
    return {
      devices: raw.files(PCI).map(([path]) => {
        const folder = path.slice(0, -'/vendor'.length)
        const of = (key: string): string => optionalLine(raw, `${folder}/${key}`) ?? ''
        return {
          slot: folder.slice(folder.lastIndexOf('/') + 1),
          vendor: of('vendor'),
          device: of('device'),
          class: of('class'),
        }
      }),
      driver: optionalLine(raw, '/sys/module/nvidia/version'),
      models: raw.files(NVIDIA_INFORMATION).flatMap(
        ([, lines]) =>
          lines
            .find((text) => text.startsWith('Model:'))
            ?.slice(6)
            .trim() ?? [],
      ),
      nouveauLoaded: raw.values('modules', 'loaded').includes('nouveau'),
      secureBoot:
        secureBoot === undefined ? (raw.value('system', 'firmware') === 'efi' ? null : false) : secureBoot === '1',
    }
  },
}
