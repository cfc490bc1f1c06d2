import { copyFile, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { hostPaths } from '../paths.ts'
import { LabError } from '../shell.ts'
import type { Fault, FaultContext } from './fault.ts'

/** The modules that look.sh shows in /sys. */
const MODULES = '/usr/lib/lab-look/modules'

const DPKG = '/var/lib/dpkg/status'

const DATE = new URL('../guest/date.sh', import.meta.url)

type Paths = FaultContext['paths']

const machineId = ({ root }: Paths) => join(root, 'etc/machine-id')
const machineIdBefore = ({ root }: Paths) => join(root, 'etc/lab-machine-id')

/** Another host of the lab, for faults that are about two hosts being alike. */
function peerOf({ lab, host }: FaultContext): string {
  const peer = lab.hosts.find(({ name }) => name !== host.name)
  if (!peer) throw new LabError('this fault needs a lab of at least two hosts')
  return peer.name
}

/** A fault that is a running service. */
function serviceFault(fault: Omit<Fault, 'on' | 'off'>, start: (context: FaultContext) => string): Fault {
  return {
    ...fault,
    on: (context) => context.enter(`systemd-run --quiet --collect --unit=lab-${fault.name} ${start(context)}`),
    off: ({ enter }) => enter(`systemctl stop lab-${fault.name} 2>/dev/null || true`),
  }
}

const HOLD_LOCKS = `import fcntl, time
held = [open("/var/lib/dpkg/" + name, "w") for name in ("lock-frontend", "lock")]
[fcntl.lockf(file, fcntl.LOCK_EX) for file in held]
time.sleep(86400)`

/** What is wrong with the host itself. */
export const SYSTEM_FAULTS: readonly Fault[] = [
  {
    name: 'powered-off',
    description: 'The host is off.',
    params: {},
    on: ({ stop }) => stop(),
    off: ({ boot }) => boot(),
  },
  {
    name: 'hardened-sysctl',
    description: 'A file of sysctl.d switches forwarding off at every boot.',
    params: {},
    on: ({ enter }) => enter(`echo 'net.ipv4.ip_forward = 0' >/etc/sysctl.d/99-lab-hardening.conf`),
    off: ({ enter }) => enter('rm -f /etc/sysctl.d/99-lab-hardening.conf'),
  },
  {
    name: 'half-installed-package',
    description: 'dpkg was interrupted in the middle of a package.',
    params: {},
    on: ({ enter }) =>
      enter(
        `cp -n ${DPKG} ${DPKG}.lab; sed -i '/^Package: less$/,/^$/s/^Status: .*/Status: install ok half-configured/' ${DPKG}`,
      ),
    off: ({ enter }) => enter(`[ ! -f ${DPKG}.lab ] || mv ${DPKG}.lab ${DPKG}`),
  },
  {
    name: 'clock-off',
    description: '`date` is wrong by `seconds` (negative: late). Only that program: a host has no clock of its own.',
    params: { seconds: '300' },
    on: async ({ enter, params }) => {
      const script = (await readFile(DATE, 'utf8')).replaceAll('@SECONDS@', params.seconds ?? '')
      await enter(`cp -p /usr/bin/date /usr/lib/lab-look/date
        cat >/usr/bin/date.lab <<'END'\n${script}END\nchmod 755 /usr/bin/date.lab; mv /usr/bin/date.lab /usr/bin/date`)
    },
    off: ({ enter }) => enter('[ -f /usr/lib/lab-look/date ] || exit 0; mv /usr/lib/lab-look/date /usr/bin/date'),
  },
  {
    name: 'clock-unsynchronized',
    description: '`timedatectl` says that the clock is not synchronized.',
    params: {},
    on: ({ enter }) => enter('echo no >/usr/lib/lab-look/clock-synchronized'),
    off: ({ enter }) => enter('echo yes >/usr/lib/lab-look/clock-synchronized'),
  },
  {
    name: 'duplicate-machine-id',
    description: 'The host has the machine-id of another, as a cloned machine does.',
    params: {},
    on: async (context) => {
      await rename(machineId(context.paths), machineIdBefore(context.paths))
      await copyFile(machineId(hostPaths(context.lab.folder, peerOf(context))), machineId(context.paths))
    },
    off: ({ paths }) => rename(machineIdBefore(paths), machineId(paths)),
  },
  {
    name: 'duplicate-hostname',
    description: 'The host calls itself as another does.',
    params: {},
    on: (context) => context.enter(`echo ${peerOf(context)} >/etc/hostname; hostname ${peerOf(context)}`),
    off: ({ enter, host }) => enter(`echo ${host.name} >/etc/hostname; hostname ${host.name}`),
  },
  {
    name: 'module-missing',
    description: 'The kernel has no `module`.',
    params: { module: 'br_netfilter' },
    on: ({ enter, params: { module } }) =>
      enter(
        moduleScript(
          `sed -i '\\|/${module}.ko$|d' modules.builtin; sed -i '/^${module}$/d' ${MODULES}; rmdir /sys/module/${module}`,
        ),
      ),
    off: ({ enter, params: { module } }) =>
      enter(
        moduleScript(
          `echo kernel/lab/${module}.ko >>modules.builtin; echo ${module} >>${MODULES}; mkdir -p /sys/module/${module}`,
        ),
      ),
  },
  serviceFault(
    {
      name: 'package-manager-locked',
      description: 'An apt-get that does not end holds the locks of dpkg.',
      params: {},
    },
    // The name under which it runs is that of the file it was started by.
    () => `sh -c 'ln -sf /usr/bin/python3 /run/apt-get; exec /run/apt-get -c "$1"' sh '${HOLD_LOCKS}'`,
  ),
  serviceFault(
    { name: 'port-taken', description: 'A program listens on TCP `port`.', params: { port: '6443' } },
    ({ params }) => `nc -l -k ${params.port}`,
  ),
  {
    name: 'firewalld',
    description: 'firewalld is active and lets ssh in.',
    params: {},
    on: ({ enter }) => enter('systemctl --quiet enable --now firewalld'),
    off: ({ enter }) => enter('systemctl --quiet disable --now firewalld'),
  },
  {
    name: 'ufw',
    description: 'ufw is active and lets ssh in.',
    params: {},
    on: ({ enter }) => enter('ufw allow 22/tcp; ufw --force enable'),
    off: ({ enter }) => enter('ufw --force disable; ufw --force delete allow 22/tcp'),
  },
]

function moduleScript(change: string): string {
  return `cd "/lib/modules/$(uname -r)"; mount -o remount,bind,rw /sys; ${change}; mount -o remount,bind,ro /sys; depmod`
}
