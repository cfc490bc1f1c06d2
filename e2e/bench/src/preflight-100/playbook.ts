/** Commands that look at what a preflight looks at. */
const COMMANDS = [
  'nproc',
  'cat /proc/meminfo',
  'cat /proc/swaps',
  'df -Pk /',
  'df -Pi /',
  'cat /proc/mounts',
  'uname -r',
  'cat /etc/os-release',
  'cat /etc/resolv.conf',
  'cat /proc/net/tcp',
  'cat /sys/fs/cgroup/cgroup.controllers',
  'sysctl net.ipv4.ip_forward',
  'ip -o addr',
  'timedatectl show',
  'systemctl is-active firewalld',
]

/** An Ansible playbook like a preflight: facts, then 15 commands with an assertion on each. JSON is YAML. */
export function playbook(): string {
  const tasks = COMMANDS.flatMap((command, index) => [
    { command, register: `r${index}`, changed_when: false, failed_when: false },
    { assert: { that: `r${index}.rc is number`, quiet: true } },
  ])
  return JSON.stringify([{ hosts: 'all', gather_facts: true, tasks }])
}
