import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PICTURE } from '@astrago/changes/testing'
import { canRun, Lab } from '@astrago/lab'
import { ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { labSite } from './lab-site.testing.ts'
import { astrago } from './testing.ts'

const able = await canRun()

/** What the kernel of a lab host can have wrong: a forbidden module, and values below what is asked for. */
const KERNEL = `
modprobe -r nf_conntrack; printf '# hardened\\ninstall nf_conntrack /bin/false\\n' > /etc/modprobe.d/hardening.conf
echo 65536 > /run/nr_open; mount --bind /run/nr_open /proc/sys/fs/nr_open; sysctl -w fs.file-max=65536`

/**
 * Stand-in for SELinux, which the kernel of the lab does not have: the file that says the mode, the two programs that read
 * and set it, and the settings as Red Hat delivers them, with the mode in the last line.
 */
const SELINUX = `
mount -o remount,bind,rw /sys; echo 1 > /sys/fs/selinux/enforce; mount -o remount,bind,ro /sys
cat > /usr/sbin/getenforce <<'END'
#!/bin/sh
if [ "$(cat /sys/fs/selinux/enforce)" = 1 ]; then echo Enforcing; else echo Permissive; fi
END
cat > /usr/sbin/setenforce <<'END'
#!/bin/sh
mount -o remount,bind,rw /sys; echo "$1" > /sys/fs/selinux/enforce; mount -o remount,bind,ro /sys
END
chmod 755 /usr/sbin/getenforce /usr/sbin/setenforce
mkdir -p /etc/selinux
printf '# SELINUX= can take one of these three values:\\n#     enforcing - SELinux security policy is enforced.\\nSELINUXTYPE=targeted\\nSELINUX=enforcing\\n' > /etc/selinux/config
touch -d '2020-01-02 03:04:05' /etc/selinux/config`

/**
 * Stand-in for a GPU server with NVSwitch and InfiniBand: the bus shows the cards, the driver its version; the Fabric
 * Manager is a program of that name that only waits, and modprobe knows the modules of the cards.
 */
const CARDS = `
mount -t tmpfs tmpfs /sys/bus/pci/devices
card() { mkdir /sys/bus/pci/devices/$1; echo $2 > /sys/bus/pci/devices/$1/vendor; echo $3 > /sys/bus/pci/devices/$1/class; echo $4 > /sys/bus/pci/devices/$1/device; }
card 0000:18:00.0 0x10de 0x030200 0x2330
card 0000:07:00.0 0x10de 0x068000 0x22a3
card 0000:5e:00.0 0x15b3 0x020700 0x1021
mount -o remount,bind,rw /sys; mkdir -p /sys/module/nvidia; echo 550.144.03 > /sys/module/nvidia/version; mount -o remount,bind,ro /sys
cat > /usr/bin/nv-fabricmanager <<'END'
#!/bin/sh
if [ "$1" = --version ]; then echo 'Fabric Manager version is : 550.144.03'; else exec sleep infinity; fi
END
chmod 755 /usr/bin/nv-fabricmanager
printf '[Service]\\nExecStart=/usr/bin/nv-fabricmanager\\n[Install]\\nWantedBy=multi-user.target\\n' > /etc/systemd/system/nvidia-fabricmanager.service
systemctl daemon-reload
cd "/lib/modules/$(uname -r)"; printf 'kernel/lab/mlx5_core.ko\\nkernel/lab/ib_uverbs.ko\\n' >> modules.builtin; depmod`

/** Besides the usual picture: what these fixes change in force. */
const MORE = `${PICTURE}
sysctl fs.nr_open fs.file-max vm.overcommit_memory vm.panic_on_oom kernel.panic kernel.panic_on_oops
getenforce; ls /sys/module; id etcd 2>&1; getent group etcd`

const FIXED = [
  'cis-etcd-user',
  'gpu-fabric-manager',
  'gpu-rdma-modules',
  'kernel-modules-base',
  'limit-nofile',
  'selinux-mode',
  'sysctl-cis-kubelet',
]

describe.skipIf(!able.ok)('fixes that few hosts need', () => {
  let lab: Lab
  let folder: string
  let site: string[]
  const shell = async (command: string) => (await lab.ssh('n001', command)).stdout
  const picture = async (): Promise<string[]> => (await shell(MORE)).split('\n')

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'rare-fixes' })
    folder = await mkdtemp(join(tmpdir(), 'astrago-rare-fixes-'))
    site = await labSite(
      lab,
      folder,
      { n001: ['control-plane', 'gpu'] },
      { 'security.selinux': 'permissive', 'security.cisProfile': true },
    )
    for (const script of [KERNEL, SELINUX, CARDS]) await shell(script)
  })
  afterAll(async () => {
    await lab?.down()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  const preflight = (...more: string[]) =>
    astrago(['preflight', ...site, '--checks', FIXED.join(','), '--output', 'json', ...more])
  const undo = (...more: string[]) => astrago(['preflight', 'undo', ...site, ...more])
  const modelOf = ({ out }: { out: string }) => ReportModel.parse(JSON.parse(out)).preflight
  const outcomes = (run: { out: string }) =>
    Object.fromEntries((modelOf(run)?.verdicts ?? []).map(({ check, outcome }) => [check, outcome]))

  test('each is previewed, made, looked at again, and goes back to the byte', async () => {
    const before = await picture()
    expect(outcomes(await preflight())).toEqual({
      'cis-etcd-user': 'missing',
      'gpu-fabric-manager': 'stopped',
      'gpu-rdma-modules': 'modules',
      'kernel-modules-base': 'disabled',
      'limit-nofile': 'process',
      'selinux-mode': 'changes',
      'sysctl-cis-kubelet': 'differ',
    })
    const run = await preflight('--fix')
    for (const line of [
      '$ setenforce 0',
      '- SELINUX=enforcing',
      '+ SELINUX=permissive',
      '$ systemctl enable nvidia-fabricmanager.service',
      '$ modprobe ib_uverbs',
      '+ # astrago: install nf_conntrack /bin/false',
      "$ sysctl -w 'fs.nr_open=1048576'",
      "$ sysctl -w 'vm.overcommit_memory=1'",
      "$ useradd -r -c 'etcd user'",
    ])
      expect(run.err).toContain(line)
    expect(
      modelOf(run)
        ?.fixes?.map(({ check, state }) => `${check} ${state}`)
        .sort(),
    ).toEqual(FIXED.map((check) => `${check} done`))
    expect(outcomes(run)).toEqual(Object.fromEntries(FIXED.map((check) => [check, 'pass'])))
    expect(await shell('tail -n 1 /etc/selinux/config')).toBe('SELINUX=permissive\n')
    expect((await undo()).code).toBe(0)
    expect(await picture()).toEqual(before)
  })

  test('an account that somebody made meanwhile stays when the one of etcd goes', async () => {
    await preflight('--fix')
    await shell('useradd --system theirs')
    expect((await undo()).code).toBe(0)
    expect(await shell('id -un theirs; id -un etcd 2>/dev/null; ls -A /var/lib/astrago 2>/dev/null')).toBe('theirs\n')
    await shell('userdel theirs')
  })
})
