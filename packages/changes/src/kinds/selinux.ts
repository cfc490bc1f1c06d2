import { ask, must } from '../on-host.ts'
import type { Kind } from './kind.ts'

/** The one name of this kind. */
export const SELINUX_MODE = 'mode'

const ENFORCING = 'enforcing'
export const NOT_ENFORCING = 'not enforcing'

/** Whether SELinux forbids now. State: `enforcing` or `not enforcing`. */
export const selinux: Kind = {
  atomic: true,
  async read({ host, signal }) {
    const { stdout } = await ask(host, 'PATH=$PATH:/usr/sbin:/sbin getenforce', { signal })
    return new Map([[SELINUX_MODE, stdout.trim() === 'Enforcing' ? ENFORCING : NOT_ENFORCING]])
  },
  async make({ host, signal }) {
    await must(host, 'PATH=$PATH:/usr/sbin:/sbin setenforce 0', { signal })
  },
  async back({ host, signal }, entries) {
    if (entries.some(({ before }) => before === ENFORCING))
      await must(host, 'PATH=$PATH:/usr/sbin:/sbin setenforce 1', { signal })
  },
  commands: () => ['setenforce 0'],
  backCommands: (entries) => (entries.some(({ before }) => before === ENFORCING) ? ['setenforce 1'] : []),
}
