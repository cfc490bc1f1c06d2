import type { Host } from '@astrago/hosts'
import type { Action } from '@astrago/jobs'
import { type KernelSetting, renderSettings, unmet } from './kernel-settings.ts'
import { writeFile } from './managed-file.ts'
import { dropNote, noteOnce, readNote } from './notes.ts'
import { ask, must } from './on-host.ts'
import { l } from './text.ts'

export const SYSCTL_FILE = '/etc/sysctl.d/99-astrago-rke2.conf'
/** The values before, as `sysctl -w` takes them. */
const VALUES = 'sysctl-before'
const SYSCTL = 'PATH=$PATH:/usr/sbin:/sbin sysctl'

export function sysctl(phase: string, host: string, settings: readonly KernelSetting[], before: string | null): Action {
  const content = renderSettings(settings)
  const file = writeFile({
    id: `${phase}.sysctl@${host}`,
    host,
    describe: l('커널 값을 맞춥니다', 'Set kernel parameters'),
    file: { path: SYSCTL_FILE, mode: 0o644, content, shown: content },
    before,
    inForce: async (host, signal) => unmet(settings, await current(host, settings, signal)).length === 0,
  })
  return {
    ...file,
    commands: [...file.commands, ...settings.map(({ key, value }) => `sysctl -w ${key}=${value}`)],
    async apply(context) {
      const { host, signal } = context
      const found = await current(host, settings, signal)
      const lines = [...found].map(([key, value]) => `${key}=${value}\n`).join('')
      await noteOnce(host, VALUES, lines, signal)
      await file.apply(context)
      for (const { key, value } of unmet(settings, found)) await must(host, `${SYSCTL} -w ${key}=${value}`, { signal })
    },
    async undo(context) {
      const { host, signal } = context
      await file.undo?.(context)
      const values = await readNote(host, VALUES, signal)
      const known = values.flatMap((line) => toSetting(line, settings))
      for (const { key, value } of unmet(known, await current(host, known, signal))) {
        await must(host, `${SYSCTL} -w ${key}=${value}`, { signal })
      }
      await dropNote(host, VALUES, signal)
    },
  }
}

/** Only keys of ours are ever put back: the file lies on a host and is not trusted further. */
function toSetting(line: string, settings: readonly KernelSetting[]): KernelSetting[] {
  const [key = '', value] = line.split('=')
  return settings.some((setting) => setting.key === key) ? [{ key, value: Number(value) }] : []
}

async function current(
  host: Host,
  settings: readonly KernelSetting[],
  signal: AbortSignal,
): Promise<Map<string, number>> {
  if (settings.length === 0) return new Map()
  const { stdout } = await ask(host, `${SYSCTL} ${settings.map(({ key }) => key).join(' ')}`, { signal })
  return new Map(
    stdout.split('\n').flatMap((line) => {
      const [, key, value] = /^(\S+)\s*=\s*(-?\d+)\s*$/.exec(line) ?? []
      return key && value ? [[key, Number(value)] as const] : []
    }),
  )
}
