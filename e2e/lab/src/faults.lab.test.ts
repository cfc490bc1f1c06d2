import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { banner } from './boot.ts'
import { canRun, FAULTS, Lab } from './index.ts'
import { attempt } from './shell.ts'
import { sshArguments } from './ssh.ts'
import type { UserName } from './users.ts'

const able = await canRun()

let lab: Lab

/** The faulty host; n001 looks at it from outside. */
const HOST = 'n002'

async function on(host: string, command: string, user: UserName = 'root'): Promise<string> {
  const { code, stdout, stderr } = await lab.ssh(host, `${command}`, { user, timeoutMs: 20_000 })
  return `${code} ${stdout}${stderr}`
}

const fromPeer = () => on('n001', `nc -z -v -w 1 ${HOST} 22`)

type Sign = {
  params?: () => Record<string, string>
  /** Whether a look at the host shows the fault. */
  seen: () => Promise<boolean>
}

/** How each fault shows. */
const SIGNS: Readonly<Record<string, Sign>> = {
  'port-drop': {
    params: () => ({ port: '22', from: lab.host('n001').address }),
    seen: async () => (await fromPeer()).includes('timed out') && (await on(HOST, 'true')).startsWith('0'),
  },
  'port-reset': {
    params: () => ({ port: '22', from: lab.host('n001').address }),
    seen: async () => (await fromPeer()).includes('refused') && (await on(HOST, 'true')).startsWith('0'),
  },
  'ping-dropped': {
    seen: async () => (await on('n001', `ping -q -c 2 -i 0.2 -W 1 ${HOST}`)).includes(' 100% packet loss'),
  },
  'path-mtu': {
    seen: async () => {
      const ping = (bytes: number) => on('n001', `ping -q -M do -c 2 -i 0.2 -W 1 -s ${bytes - 28} ${HOST}`)
      return (await ping(1401)).includes(' 100% packet loss') && (await ping(1400)).startsWith('0')
    },
  },
  'interface-mtu': { seen: async () => (await on(HOST, 'cat /sys/class/net/eth0/mtu')) === '0 9000\n' },
  delay: {
    params: () => ({ ms: '30' }),
    seen: async () => Number(/min[^=]*= ([\d.]+)/.exec(await on('n001', `ping -q -c 3 -i 0.2 ${HOST}`))?.[1]) >= 60,
  },
  'tools-missing': {
    params: () => ({ tools: 'python3 bash' }),
    seen: async () => (await on(HOST, 'which python3 bash nc')).startsWith('1 /usr/bin/nc\n'),
  },
  'busybox-tools': { seen: async () => (await on(HOST, 'sudo stat --help 2>&1', 'ops')).includes('BusyBox') },
  'other-locale': {
    params: () => ({ locale: 'de_DE.UTF-8' }),
    seen: async () => (await on(HOST, 'ls /nowhere', 'ops')).includes('Datei oder Verzeichnis nicht gefunden'),
  },
  'dns-dead': { seen: async () => (await on(HOST, 'timeout 1 getent hosts nothing.example')).startsWith('124') },
  'packet-loss': {
    params: () => ({ percent: '30' }),
    seen: async () => !(await on('n001', `ping -q -c 60 -i 0.01 -W 1 ${HOST}`)).includes(' 0% packet loss'),
  },
  'link-down': { seen: async () => (await banner(lab.host(HOST).address, 500)) === '' },
  'slow-link': {
    params: () => ({ kbit: '400' }),
    seen: async () => {
      const started = Date.now()
      await on(HOST, 'head -c 200000 /dev/urandom')
      return Date.now() - started > 3000
    },
  },
  'max-sessions-1': { seen: async () => (await on(HOST, 'sshd -T')).includes('maxsessions 1\n') },
  'ssh-forwarding-off': {
    seen: async () => {
      const [target = '', ...rest] = sshArguments(lab.host(HOST).address, 'root').reverse()
      const { stderr } = await attempt('ssh', [...rest.reverse(), '-W', 'localhost:22', target], { timeoutMs: 5_000 })
      return stderr.includes('forwarding failed')
    },
  },
  'ssh-idle-ends': { seen: async () => (await on(HOST, 'sshd -T')).includes('channeltimeout session=5m') },
  'ssh-few-startups': { seen: async () => (await on(HOST, 'sshd -T')).includes('maxstartups 3:30:10\n') },
  'password-login-off': {
    seen: async () => {
      const arguments_ = ['-o', 'PubkeyAuthentication=no', ...sshArguments(lab.host(HOST).address, 'root')]
      return !(await attempt('ssh', arguments_)).stderr.includes('password')
    },
  },
  'host-key-changed': {
    seen: async () => {
      const scan = await attempt('ssh-keyscan', ['-t', 'ed25519', lab.host(HOST).address])
      const { stdout } = await attempt('ssh-keygen', ['-l', '-f', '-'], { stdin: scan.stdout })
      expect(stdout).toContain('SHA256:')
      return !stdout.includes(lab.host(HOST).hostKeyFingerprint)
    },
  },
  'password-expired': {
    params: () => ({ user: 'ops' }),
    seen: async () => (await on(HOST, 'true', 'ops')).includes('Password change required'),
  },
  'home-closed': {
    seen: async () => (await on(HOST, 'touch /home/ops/file; rm -f /home/ops/file', 'ops')).includes('denied'),
  },
  'sudo-denied': { seen: async () => !(await on(HOST, 'sudo -n true', 'ops')).startsWith('0') },
  'sudo-requiretty': { seen: async () => (await on(HOST, 'sudo -n true', 'ops')).includes('must have a tty') },
  'low-memory': { seen: async () => /MemTotal: +10\d{5} kB/.test(await on(HOST, 'cat /proc/meminfo')) },
  'swap-on': { seen: async () => (await on(HOST, 'cat /proc/swaps')).includes('/swap.img') },
  'few-cpus': {
    seen: async () => (await on(HOST, 'getconf _NPROCESSORS_ONLN; grep -c ^processor /proc/cpuinfo')) === '0 1\n1\n',
  },
  'powered-off': { seen: async () => (await banner(lab.host(HOST).address, 500)) === '' },
  'disk-full': {
    seen: async () =>
      (await on(HOST, 'head -c 5M /dev/zero >/var/tmp/five; rm /var/tmp/five')).includes('No space left'),
  },
  'small-var': {
    seen: async () => /^0 20G\n/.test(await on(HOST, 'df -h --output=size /var/lib | tr -d " " | tail -n 1')),
  },
  'noexec-var': { seen: async () => (await on(HOST, 'cp /bin/true /var/tmp/; /var/tmp/true')).startsWith('126') },
  'disk-errors': { seen: async () => (await on(HOST, 'dmesg')).includes('dev sdb') },
  'closed-folder': { seen: async () => (await on(HOST, 'ls /var/lib/dpkg', 'ops')).includes('Permission denied') },
  'hardened-sysctl': { seen: async () => (await on(HOST, 'cat /etc/sysctl.d/*')).includes('ip_forward = 0') },
  'cluster-chains': { seen: async () => (await on(HOST, 'iptables -S')).includes('-N KUBE-SERVICES') },
  'half-installed-package': { seen: async () => (await on(HOST, 'dpkg --audit')).includes('less') },
  'noexec-tmp': { seen: async () => (await on(HOST, 'cp /bin/true /tmp/; /tmp/true')).startsWith('126') },
  'clock-off': {
    params: () => ({ seconds: '-600' }),
    seen: async () => Number((await on(HOST, 'date +%s')).slice(2)) < Date.now() / 1000 - 500,
  },
  'clock-unsynchronized': { seen: async () => (await on(HOST, 'timedatectl show')).includes('NTPSynchronized=no') },
  'duplicate-machine-id': {
    seen: async () => (await on('n001', 'cat /etc/machine-id')) === (await on(HOST, 'cat /etc/machine-id')),
  },
  'duplicate-hostname': { seen: async () => (await on(HOST, 'hostname')) === '0 n001\n' },
  'module-missing': {
    seen: async () => !(await on(HOST, 'modprobe br_netfilter && ls /sys/module/br_netfilter')).startsWith('0'),
  },
  'package-manager-locked': {
    seen: async () =>
      (await on(HOST, 'apt-get install -y less; cat /proc/*/comm | grep apt-get')).includes('is held by process'),
  },
  'port-taken': { seen: async () => (await on(HOST, 'ss -ltnH')).includes(':6443 ') },
  leftovers: { seen: async () => (await on(HOST, 'ls /etc/rancher/rke2')).startsWith('0') },
  'leftover-containers': {
    seen: async () => (await on(HOST, 'pgrep -x containerd && ip link show cni0')).startsWith('0'),
  },
  firewalld: { seen: async () => (await on(HOST, 'firewall-cmd --state')).startsWith('0 running') },
  'login-noise': { seen: async () => (await on(HOST, 'true', 'ops')).includes('Welcome') },
  'login-prompt': { seen: async () => (await on(HOST, 'echo you', 'ops')).includes('Welcome, you') },
  'login-escapes': { seen: async () => (await on(HOST, 'true', 'ops')).includes('\u001b]0;owned') },
  'login-flood': { params: () => ({ mib: '1' }), seen: async () => (await on(HOST, 'true', 'ops')).length > 1_000_000 },
  'login-hangs': {
    seen: async () => {
      const words = [...sshArguments(lab.host(HOST).address, 'ops'), 'true']
      return attempt('ssh', words, { timeoutMs: 1_500 }).then(({ code }) => code !== 0)
    },
  },
  'login-slow': {
    params: () => ({ stage: 'session', seconds: '3' }),
    seen: async () => {
      const started = Date.now()
      await on(HOST, 'true', 'ops')
      return Date.now() - started >= 3_000
    },
  },
  'dies-when-asked': { seen: async () => (await on(HOST, 'echo here', 'ops')) !== '0 here\n' },
  'hosts-file-old': { seen: async () => (await on(HOST, 'getent hosts n001')).includes('10.98.0.99') },
  'hosts-file-locked': { seen: async () => (await on(HOST, 'touch /etc/hosts')).startsWith('1 ') },
  'other-time-zone': { seen: async () => (await on(HOST, 'date +%Z')) === '0 KST\n' },
  'nftables-flush': { seen: async () => (await on(HOST, 'systemctl is-enabled nftables')).startsWith('0 enabled') },
  'forward-drop': { seen: async () => (await on(HOST, 'iptables -S FORWARD')).includes('-P FORWARD DROP') },
  'low-temporary-ports': {
    seen: async () => (await on(HOST, 'cat /proc/sys/net/ipv4/ip_local_port_range')).startsWith('0 15000'),
  },
  'duplicate-mac': {
    seen: async () => {
      const [own, other] = await Promise.all([HOST, 'n001'].map((name) => on(name, 'cat /sys/class/net/eth0/address')))
      return own === other
    },
  },
  'second-card': { seen: async () => (await on(HOST, 'ip route show default')).includes('eth1') },
  'network-overlap': { seen: async () => (await on(HOST, 'ip route')).includes('10.42.7.0/24') },
  'registry-leftover': { seen: async () => (await on(HOST, 'ls /etc/rancher/rke2/registries.yaml')).startsWith('0') },
  'sudo-short-path': { seen: async () => !(await on(HOST, 'sudo -n printenv PATH', 'ops')).includes('/usr/local/bin') },
  ufw: { seen: async () => (await on(HOST, 'ufw status')).includes('Status: active') },
}

describe.skipIf(!able.ok)(
  `each fault is seen when on, and gone when off${able.ok ? '' : ` (skipped: ${able.reason})`}`,
  () => {
    beforeAll(async () => {
      lab = await Lab.up({ hosts: 2, name: 'faults-test' })
    })
    afterAll(() => lab?.down())

    test('no fault is without its sign', () => {
      expect(Object.keys(SIGNS).sort()).toEqual(FAULTS.map(({ name }) => name).sort())
    })

    test.each(Object.entries(SIGNS))('%s', async (name, { params, seen }) => {
      expect(await seen()).toBe(false)
      await lab.fault(name, HOST, 'on', params?.() ?? {})
      expect(await seen()).toBe(true)
      await lab.fault(name, HOST, 'on', params?.() ?? {})
      expect(await seen(), 'on twice is on once').toBe(true)
      await lab.fault(name, HOST, 'off')
      expect(await seen()).toBe(false)
    })

    test('two faults of the look do not undo each other, and a setting of the host outlives them', async () => {
      await on(HOST, 'sysctl -w vm.overcommit_memory=1')
      await lab.fault('low-memory', HOST, 'on', { gib: '2' })
      await lab.fault('swap-on', HOST, 'on', { gib: '3' })
      await lab.fault('low-memory', HOST, 'off')
      const shown = await on(HOST, 'grep -E "^(MemTotal|SwapTotal)" /proc/meminfo; sysctl -n vm.overcommit_memory')
      expect(shown).toMatch(/MemTotal: +328833\d\d kB\nSwapTotal: +3145728 kB\n1\n/)
      await lab.fault('swap-on', HOST, 'off')
    })

    test('a host with its link down and its sshd broken is made right again', async () => {
      await lab.fault('link-down', HOST, 'on')
      await lab.fault('host-key-changed', HOST, 'on')
      await lab.fault('host-key-changed', HOST, 'off')
      await lab.fault('link-down', HOST, 'off')
      await lab.waitForSsh(HOST)
      expect(await SIGNS['host-key-changed']?.seen()).toBe(false)
    })

    test('an unknown fault, host or parameter is named', async () => {
      await expect(lab.fault('nonsense', HOST, 'on')).rejects.toThrow(
        'no fault is called nonsense; there are: port-drop',
      )
      await expect(lab.fault('link-down', 'n009', 'on')).rejects.toThrow('has no host n009')
      await expect(lab.fault('port-drop', HOST, 'on', { prot: '1' })).rejects.toThrow(
        'port-drop takes port, from, protocol, not prot',
      )
    })

    test('nothing of all this reached the machine', async () => {
      expect(Math.abs(Number((await attempt('date', ['+%s'])).stdout) - Date.now() / 1000)).toBeLessThan(2)
      expect(await readFile('/proc/meminfo', 'utf8')).not.toContain('MemTotal:       32883')
    })
  },
)
