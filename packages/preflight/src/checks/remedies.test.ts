import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CheckId, fill, fixFor, type NodeRole, type OsFamily } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { nodeOf } from '../testing.ts'
import { type Given, verdictOf } from './cases/given.ts'
import { checkInfos } from './index.ts'

type System = { id: string; version: string; family: OsFamily }
const UBUNTU: System = { id: 'ubuntu', version: '22.04', family: 'debian' }
const ROCKY_8: System = { id: 'rocky', version: '8.10', family: 'rhel' }
const ROCKY_9: System = { id: 'rocky', version: '9.5', family: 'rhel' }
const SLES: System = { id: 'sles', version: '15.6', family: 'other' }

/** What a host of that system is told to do about the check, in English. */
function told(check: CheckId, os: System, given: Given): string {
  const verdict = verdictOf(check, { ...given, facts: { ...given.facts, os } })
  const fix = checkInfos().find(({ id }) => id === check)?.outcomes[verdict?.outcome ?? '']?.fix
  return fix && verdict ? fill(fixFor(fix, verdict.family), verdict.params).en : '-'
}

describe('a remedy is a command of the system of the host', () => {
  test('where no service keeps the time', () => {
    const given: Given = { facts: { timeSync: { daemon: null, synchronized: false } } }
    expect(told('time-ntp-synced', UBUNTU, given)).toMatch(/^Run: apt-get install -y chrony\. Then /)
    expect(told('time-ntp-synced', ROCKY_9, given)).toMatch(/^Run: dnf install -y chrony\. Then /)
    expect(told('time-ntp-synced', SLES, given)).toMatch(/^Install with the package manager: chrony\. Then /)
  })

  test('where updates come by themselves, which ends what the check finds', () => {
    const given: Given = { node: { roles: ['gpu'] }, facts: { autoUpdates: ['unattended-upgrades'] } }
    const timers = 'dnf-automatic.timer dnf-automatic-install.timer'
    expect(told('unattended-upgrades', UBUNTU, given)).toMatch(
      /^Run: systemctl disable --now apt-daily-upgrade\.timer\. /,
    )
    expect(told('unattended-upgrades', ROCKY_9, given)).toContain(`Run: systemctl disable --now ${timers}. `)
  })

  test('where commands are missing, by the packages of its own version', () => {
    const given: Given = { facts: { commands: ['mount', 'umount', 'modprobe', 'tar', 'systemctl'] } }
    expect(told('required-commands', ROCKY_9, given)).toBe('Run: dnf install -y iproute util-linux-core iptables-nft')
    expect(told('required-commands', ROCKY_8, given)).toBe('Run: dnf install -y iproute util-linux iptables')
    expect(told('required-commands', UBUNTU, given)).toBe('Run: apt-get install -y iproute2 util-linux iptables')
    expect(told('required-commands', SLES, given)).toBe(
      'Install with the package manager: iproute2 util-linux iptables (Debian), iproute util-linux-core iptables-nft (Red Hat)',
    )
  })

  test('where kernel headers are missing, from where that site gets packages', () => {
    const roles: NodeRole[] = ['gpu']
    const without = (repositories: { file: string; address: string }[]): Given => ({
      node: { roles },
      facts: { gpuHost: { headers: false }, repositories },
    })
    const of = (address: string) => without([{ file: '/etc/yum.repos.d/a.repo', address }])
    expect(verdictOf('gpu-kernel-headers', of('http://10.0.0.9/baseos'))).toMatchObject({
      outcome: 'repository',
      status: 'warn',
    })
    expect(verdictOf('gpu-kernel-headers', of('https://mirrors.rockylinux.org/x'))).toMatchObject({
      outcome: 'missing',
    })
    expect(told('gpu-kernel-headers', ROCKY_9, without([]))).toBe(
      'Set a local repository up that has them, then install: dnf install -y kernel-devel-$(uname -r)',
    )
  })
})

describe('a setting of the kernel is kept by one command', () => {
  const file = (check: CheckId, given: Given): string => {
    const folder = mkdtempSync(join(tmpdir(), 'sysctl-'))
    try {
      const [, command = ''] = /: (printf .*) && sysctl --system\b/.exec(told(check, UBUNTU, given)) ?? []
      execFileSync('sh', ['-c', command.replace('/etc/sysctl.d', folder)])
      return readdirSync(folder)
        .map((name) => `${name}: ${readFileSync(join(folder, name), 'utf8').trimEnd().replaceAll('\n', ' + ')}`)
        .join()
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
  const sysctl = (values: Record<string, string>): Given => ({ facts: { sysctl: values } })

  test.each<[CheckId, Given, string]>([
    ['sysctl-ip-forward', sysctl({ 'net.ipv4.ip_forward': '0' }), 'zz-ip-forward.conf: net.ipv4.ip_forward=1'],
    [
      'sysctl-inotify',
      sysctl({ 'fs.inotify.max_user_instances': '128' }),
      'zz-inotify.conf: fs.inotify.max_user_instances=1024 + fs.inotify.max_user_watches=524288',
    ],
    ['hugepages-reserved', { facts: { memory: { hugepages: 1024 } } }, 'zz-hugepages.conf: vm.nr_hugepages=0'],
    ['limit-nofile', sysctl({ 'fs.nr_open': '1024' }), 'zz-nr-open.conf: fs.nr_open=1048576'],
    [
      'sysctl-bridge-nf',
      sysctl({ 'net.bridge.bridge-nf-call-iptables': '0' }),
      'zz-bridge-nf.conf: net.bridge.bridge-nf-call-iptables=1',
    ],
    [
      'sysctl-cis-kubelet',
      { ...sysctl({ 'vm.panic_on_oom': '0', 'kernel.panic': '10' }), answers: { 'security.cisProfile': true } },
      'zz-rke2-cis.conf: vm.overcommit_memory=1 + kernel.panic_on_oops=1',
    ],
    [
      'nodeport-range-reserved',
      sysctl({ 'net.ipv4.ip_local_port_range': '1024 60999', 'net.ipv4.ip_local_reserved_ports': '80,443' }),
      'zz-node-ports.conf: net.ipv4.ip_local_reserved_ports=80,443,30000-32767',
    ],
  ])('%s', (check, given, wanted) => expect(file(check, given)).toBe(wanted))
})

test('modules that are missing come for the kernel that runs', () => {
  const given: Given = { facts: { modules: { available: [] } } }
  expect(told('kernel-modules-base', ROCKY_9, given)).toBe('Run: dnf install -y kernel-modules-extra-$(uname -r)')
})

test('AppArmor is not only on systems with apt', () => {
  const given: Given = { facts: { commands: [] } }
  expect(told('apparmor-tools', UBUNTU, given)).toBe('Run: apt-get install -y apparmor')
  expect(told('apparmor-tools', SLES, given)).toMatch(/^Install the package that has apparmor_parser/)
})

describe('an NFS server that is a machine of the site', () => {
  const NFS: Given = {
    node: { roles: ['storage'] },
    nodes: [
      nodeOf('n2', { address: '10.20.0.2', roles: ['control-plane'] }),
      nodeOf('n3', { address: '10.20.0.3', roles: ['worker'] }),
    ],
    answers: { 'storage.kind': 'nfs', 'storage.nfsServer': '10.20.0.1', 'storage.nfsPath': '/export' },
  }

  test('is told to export to the machines of the cluster, not to everyone', () => {
    const options = 'rw,sync,no_root_squash,no_subtree_check'
    const given: Given = { ...NFS, facts: { nfsServer: { exports: [], threads: 8 } } }
    expect(told('nfs-server-exports', UBUNTU, given)).toMatch(
      new RegExp(`: /export 10\\.20\\.0\\.2\\(${options}\\) 10\\.20\\.0\\.3\\(${options}\\)$`),
    )
  })

  test('is told to install the server that is to be started', () => {
    const given: Given = { ...NFS, facts: { nfsServer: { exports: [], threads: null } } }
    expect(told('nfs-server-exports', UBUNTU, given)).toBe(
      'Run: apt-get install -y nfs-kernel-server && systemctl enable --now nfs-kernel-server',
    )
    expect(told('nfs-server-exports', ROCKY_9, given)).toContain('dnf install -y nfs-utils && systemctl enable')
  })
})
