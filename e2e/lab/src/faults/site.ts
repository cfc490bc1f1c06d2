import { sshAnswers } from '../boot.ts'
import { LabError } from '../shell.ts'
import type { Fault, FaultContext } from './fault.ts'

type Plain = Omit<Fault, 'on' | 'off'>

/** A fault that is one file more; `off` removes it. */
function fileFault(fault: Plain, path: string, text: (context: FaultContext) => string, after = 'true'): Fault {
  return {
    ...fault,
    on: (context) =>
      context.enter(`mkdir -p "$(dirname ${path})"; cat >${path} <<'END'\n${text(context)}\nEND\n${after}`),
    off: ({ enter }) => enter(`[ -f ${path} ] || exit 0; rm ${path}; ${after}`),
  }
}

/** A fault that is one line more in a file that is there; `off` removes that line. */
function lineFault(fault: Plain, path: string, line: (context: FaultContext) => string): Fault {
  const MARK = '#lab'
  return {
    ...fault,
    on: (context) => context.enter(`sed -i '1i ${line(context)} ${MARK}-${fault.name}' ${path}`),
    off: ({ enter }) => enter(`sed -i '/${MARK}-${fault.name}$/d' ${path}`),
  }
}

const anotherHost = ({ lab, host }: FaultContext): string => {
  const other = lab.hosts.find(({ name }) => name !== host.name)
  if (!other) throw new LabError('this fault needs a lab of at least two hosts')
  return other.name
}

const SERVER_DIES = lineFault(
  { name: 'dies-when-asked', description: 'The SSH server dies a second after ops has logged in.', params: {} },
  '/home/ops/.bashrc',
  () => '(sleep 1; sudo -n pkill -9 sshd) >/dev/null 2>\\&1 </dev/null \\& sleep 4;',
)

const DIES_WHEN_ASKED: Fault = {
  ...SERVER_DIES,
  off: async (context) => {
    await SERVER_DIES.off(context)
    await sshAnswers(context.host.address, 5_000)
  },
}

/** What is wrong with a host's place in its site: names, times, logins, networks and leftovers of other installations. */
export const SITE_FAULTS: readonly Fault[] = [
  lineFault(
    { name: 'login-noise', description: 'The profile of ops prints a line at every login.', params: {} },
    '/home/ops/.bashrc',
    () => 'echo Welcome to this server;',
  ),
  lineFault(
    {
      name: 'login-prompt',
      description: 'The profile of ops prints at every login and does not end the line.',
      params: {},
    },
    '/home/ops/.bashrc',
    () => 'printf "Welcome, ";',
  ),
  lineFault(
    {
      name: 'login-escapes',
      description: 'The profile of ops prints terminal escape sequences and damaged text at every login.',
      params: {},
    },
    '/home/ops/.bashrc',
    () => String.raw`printf "\\033]0;owned\\007\\033[2J\\033[31mred\\r\\n\\377\\376\\000\\n@end 1\\n";`,
  ),
  lineFault(
    {
      name: 'login-flood',
      description: 'The profile of ops prints `mib` MiB in one line at every login.',
      params: { mib: '200' },
    },
    '/home/ops/.bashrc',
    ({ params }) => `head -c ${params.mib}M /dev/zero | tr "\\\\0" x;`,
  ),
  lineFault(
    { name: 'login-hangs', description: 'The profile of ops never ends.', params: {} },
    '/home/ops/.bashrc',
    () => 'sleep infinity;',
  ),
  lineFault(
    {
      name: 'login-slow',
      description:
        'PAM takes `seconds` for each login, in its stage `stage`: account, or session when sshd has said yes.',
      params: { stage: 'account', seconds: '20' },
    },
    '/etc/pam.d/sshd',
    ({ params }) => `${params.stage} optional pam_exec.so /usr/bin/sleep ${params.seconds}`,
  ),
  DIES_WHEN_ASKED,
  lineFault(
    { name: 'hosts-file-old', description: '/etc/hosts has an old address of another host.', params: {} },
    '/etc/hosts',
    (context) => `10.98.0.99 ${anotherHost(context)}`,
  ),
  {
    name: 'hosts-file-locked',
    description: '/etc/hosts cannot be changed, not even by root.',
    params: {},
    on: ({ enter }) => enter('chattr +i /etc/hosts'),
    off: ({ enter }) => enter('chattr -i /etc/hosts'),
  },
  {
    name: 'other-time-zone',
    description: 'The host is in the time zone `zone`.',
    params: { zone: 'Asia/Seoul' },
    on: ({ enter, params }) => enter(`ln -sf /usr/share/zoneinfo/${params.zone} /etc/localtime`),
    off: ({ enter }) => enter('ln -sf /usr/share/zoneinfo/Etc/UTC /etc/localtime'),
  },
  {
    name: 'nftables-flush',
    description: 'The nftables service is enabled, and clears all rules when it starts.',
    params: {},
    on: ({ enter }) => enter('systemctl --quiet enable nftables'),
    off: ({ enter }) => enter('systemctl --quiet disable nftables'),
  },
  {
    name: 'forward-drop',
    description: 'What passes through the host is dropped, as Docker leaves it.',
    params: {},
    on: ({ enter }) => enter('iptables -P FORWARD DROP'),
    off: ({ enter }) => enter('iptables -P FORWARD ACCEPT'),
  },
  {
    name: 'low-temporary-ports',
    description: 'The kernel takes temporary ports from `first` on.',
    params: { first: '15000' },
    on: ({ enter, params }) => enter(`echo ${params.first} 60999 >/proc/sys/net/ipv4/ip_local_port_range`),
    off: ({ enter }) => enter('echo 32768 60999 >/proc/sys/net/ipv4/ip_local_port_range'),
  },
  {
    name: 'second-card',
    description: 'The default route is on another card than the address of the host.',
    params: {},
    on: ({ enter }) =>
      enter(`ip link add eth1 type veth peer name eth1-peer; ip addr add 10.98.1.1/24 dev eth1; ip link set eth1 up
        ip link set eth1-peer up; ip route save default >/run/lab-default-route; ip route replace default via 10.98.1.254 dev eth1`),
    off: ({ enter }) =>
      enter(`[ -f /run/lab-default-route ] || exit 0
        ip link delete eth1; ip route flush default 2>/dev/null; ip route restore </run/lab-default-route; rm /run/lab-default-route`),
  },
  {
    name: 'network-overlap',
    description: 'The host has a route to the network `network`.',
    params: { network: '10.42.7.0/24' },
    on: ({ enter, params }) => enter(`ip route add ${params.network} dev eth0`),
    off: ({ enter, params }) => enter(`ip route delete ${params.network} dev eth0 2>/dev/null || true`),
  },
  fileFault(
    { name: 'registry-leftover', description: 'RKE2 is told of another registry already.', params: {} },
    '/etc/rancher/rke2/registries.yaml',
    () => 'mirrors:\n  docker.io:\n    endpoint:\n      - "https://old.example.com:5000"',
    'rmdir --ignore-fail-on-non-empty -p /etc/rancher/rke2 2>/dev/null || true',
  ),
  fileFault(
    { name: 'sudo-short-path', description: 'sudo does not look into /usr/local/bin.', params: {} },
    '/etc/sudoers.d/lab-path',
    () => 'Defaults secure_path="/usr/sbin:/usr/bin:/sbin:/bin"',
    'chmod -f 440 /etc/sudoers.d/lab-path || true',
  ),
]
