import { AppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import type { Action } from '@astrago/jobs'
import { writeFile } from './managed-file.ts'
import { ask, holds } from './on-host.ts'
import { l } from './text.ts'

export const MODULES_FILE = '/etc/modules-load.d/astrago-rke2.conf'

/** What each module brings, since a module that is built into the kernel is not listed as one. */
const MODULES = {
  overlay: 'grep -qw overlay /proc/filesystems',
  br_netfilter: 'test -e /proc/sys/net/bridge/bridge-nf-call-iptables',
} as const

export function kernelModules(phase: string, host: string, before: string | null): Action {
  const names = Object.keys(MODULES)
  const content = `${names.join('\n')}\n`
  return writeFile({
    id: `${phase}.modules@${host}`,
    host,
    describe: l('컨테이너에 필요한 커널 모듈을 적재합니다', 'Load the kernel modules that containers need'),
    file: { path: MODULES_FILE, mode: 0o644, content, shown: content },
    before,
    reload: { command: `modprobe -a ${names.join(' ')}`, run: load },
    inForce: async (host, signal) => (await missing(host, signal)).length === 0,
  })
}

async function load(host: Host, signal: AbortSignal): Promise<void> {
  for (const name of await missing(host, signal))
    await ask(host, `PATH=$PATH:/usr/sbin:/sbin modprobe ${name}`, { signal })
  const [module] = await missing(host, signal)
  if (module) throw new AppError('KERNEL_MODULE_MISSING', { host: host.name, params: { module } })
}

async function missing(host: Host, signal: AbortSignal): Promise<string[]> {
  const absent: string[] = []
  for (const [name, test] of Object.entries(MODULES)) {
    if (!(await holds(host, test, { signal }))) absent.push(name)
  }
  return absent
}
