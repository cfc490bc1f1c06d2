import type { Action } from '@astrago/jobs'
import { putFile } from './managed-file.ts'
import { dropNote, noteOnce, readNote } from './notes.ts'
import { ask, holds, must, readText } from './on-host.ts'
import { restoreOriginal } from './originals.ts'
import { l } from './text.ts'

export const SELINUX_FILE = '/etc/selinux/config'
const WAS_ENFORCING = 'selinux-was-enforcing'
const permissive = (text: string) => text.replace(/^SELINUX=enforcing\s*$/m, 'SELINUX=permissive')

/** Asked for by the questionnaire: SELinux logs what it would forbid, and forbids nothing. */
export function seLinuxPermissive(phase: string, host: string, before: string | null): Action {
  const after = permissive(before ?? '')
  return {
    id: `${phase}.selinux@${host}`,
    host,
    describe: l('SELinux를 permissive로 바꿉니다', 'Set SELinux to permissive'),
    commands: ['setenforce 0'],
    files: before !== null ? [{ path: SELINUX_FILE, mode: '644', before, after }] : [],
    expectedMs: 1_000,
    async verify({ host, signal }) {
      const now = (await ask(host, 'getenforce', { signal })).stdout.trim()
      const text = (await readText(host, SELINUX_FILE, signal)) ?? ''
      return now !== 'Enforcing' && text === permissive(text)
    },
    async apply({ host, signal }) {
      if (await holds(host, 'test "$(getenforce)" = Enforcing', { signal })) {
        await noteOnce(host, WAS_ENFORCING, 'yes\n', signal)
        await must(host, 'setenforce 0', { signal })
      }
      const text = await readText(host, SELINUX_FILE, signal)
      if (text === null || text === permissive(text)) return
      const content = permissive(text)
      await putFile(host, { path: SELINUX_FILE, mode: 0o644, content, shown: content }, signal)
    },
    async undo({ host, signal }) {
      await restoreOriginal(host, SELINUX_FILE, signal)
      if ((await readNote(host, WAS_ENFORCING, signal)).length > 0) await must(host, 'setenforce 1', { signal })
      await dropNote(host, WAS_ENFORCING, signal)
    },
  }
}
