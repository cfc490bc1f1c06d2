import { readFirewall } from './firewall.ts'
import type { Raw } from './raw.ts'
import { optionalLine, type Readers, section } from './reader.ts'

function selinuxMode(raw: Raw): 'enforcing' | 'permissive' | 'disabled' {
  const enforce = optionalLine(raw, '/sys/fs/selinux/enforce')
  if (enforce === null) return 'disabled'
  return enforce === '1' ? 'enforcing' : 'permissive'
}

/** What the boot options say goes before the file (selinux(8)); on RHEL 9 they are the way to switch it off. */
function configuredMode(raw: Raw): 'enforcing' | 'permissive' | 'disabled' | null {
  const options = (optionalLine(raw, '/proc/cmdline') ?? '').split(/\s+/)
  if (options.includes('selinux=0')) return 'disabled'
  const line = raw.file('/etc/selinux/config').find((text) => /^SELINUX=/i.test(text.trim()))
  const mode = line?.split('=')[1]?.trim().toLowerCase()
  if (mode === 'enforcing') return options.includes('enforcing=0') ? 'permissive' : mode
  return mode === 'permissive' || mode === 'disabled' ? mode : null
}

export const SECURITY: Readers<'firewall' | 'firewallServices' | 'selinux' | 'selinuxLabels' | 'apparmor'> = {
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
  selinuxLabels: (raw) => {
    section(raw, 'system')
    if (selinuxMode(raw) === 'disabled') return {}
    const lines = section(raw, 'labels')
    return Object.fromEntries(
      lines.flatMap((text): [string, string][] => {
        const [, type, path] = /^[^:\s]+:[^:\s]+:(\w+)\S* (\/.*)$/.exec(text) ?? []
        return type && path ? [[path, type]] : []
      }),
    )
  },
  apparmor: (raw) => {
    section(raw, 'files')
    return { enabled: optionalLine(raw, '/sys/module/apparmor/parameters/enabled') === 'Y' }
  },
}
