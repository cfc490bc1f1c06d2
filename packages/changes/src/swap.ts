import { type Host, quote } from '@astrago/hosts'
import type { Action } from '@astrago/jobs'
import { swapLines, withoutSwap } from './fstab.ts'
import { putFile } from './managed-file.ts'
import { dropNote, noteOnce, readNote } from './notes.ts'
import { ask, must, readText } from './on-host.ts'
import { restoreOriginal } from './originals.ts'
import { l } from './text.ts'

export const FSTAB = '/etc/fstab'
/** The devices that swapped before, one a line. */
const DEVICES = 'swap-devices'

/** The kubelet does not start with swap on. @param fstab as people may see it. */
export function swapOff(phase: string, host: string, fstab: string | null): Action {
  return {
    id: `${phase}.swap@${host}`,
    host,
    describe: l('스왑을 끄고 재부팅 후에도 꺼지게 합니다', 'Turn swap off, also after a reboot'),
    commands: ['swapoff -a'],
    files: fstab === null ? [] : [{ path: FSTAB, mode: '644', before: fstab, after: withoutSwap(fstab) }],
    expectedMs: 2_000,
    async verify({ host, signal }) {
      const now = await readText(host, FSTAB, signal)
      return (await activeDevices(host, signal)).length === 0 && swapLines(now ?? '').length === 0
    },
    async apply({ host, signal, log }) {
      const devices = await activeDevices(host, signal)
      if (devices.length > 0) {
        log(`swap: ${devices.join(' ')}`)
        await noteOnce(host, DEVICES, `${devices.join('\n')}\n`, signal)
        await must(host, 'swapoff -a', { signal, timeoutMs: 600_000 })
      }
      const now = await readText(host, FSTAB, signal)
      if (now === null || swapLines(now).length === 0) return
      const mode = Number.parseInt(await must(host, `stat -L -c %a ${FSTAB}`, { signal }), 8)
      const content = withoutSwap(now)
      await putFile(host, { path: FSTAB, mode, content, shown: content }, signal)
    },
    async undo({ host, signal }) {
      await restoreOriginal(host, FSTAB, signal)
      const devices = await readNote(host, DEVICES, signal)
      const active = await activeDevices(host, signal)
      for (const device of devices.filter((name) => !active.includes(name))) {
        await must(host, `swapon ${quote(device)}`, { signal })
      }
      await dropNote(host, DEVICES, signal)
    },
  }
}

async function activeDevices(host: Host, signal: AbortSignal): Promise<string[]> {
  const { stdout } = await ask(host, "awk 'NR > 1 { print $1 }' /proc/swaps", { signal })
  return stdout.split('\n').filter(Boolean)
}
