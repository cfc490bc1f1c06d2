import type { Raw } from './raw.ts'

/** Debian and RHEL include the folder at the top of sshd_config, so its files win. */
export const sshdFiles = (raw: Raw): (readonly [path: string, lines: readonly string[]])[] => [
  ...raw.files(/^\/etc\/ssh\/sshd_config\.d\//),
  ...raw.files(/^\/etc\/ssh\/sshd_config$/),
]

/** A value of `key value` in sshd's files: the first one counts, and a `match` block ends the part for everybody. */
export function sshdSetting(raw: Raw, key: string): string | null {
  for (const [, lines] of sshdFiles(raw)) {
    for (const text of lines) {
      const [name = '', value] = text.trim().split(/\s+/)
      if (name.toLowerCase() === 'match') break
      if (name.toLowerCase() === key) return value?.toLowerCase() ?? null
    }
  }
  return null
}
