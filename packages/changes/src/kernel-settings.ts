import { type Change, wholeFile } from './change.ts'

/** `least`: a higher value is as good. */
export type KernelSetting = { key: string; value: number | string; least?: true }

/** Limits that are raised, never lowered. */
export const LIMITS = [
  'fs.inotify.max_user_instances',
  'fs.inotify.max_user_watches',
  'fs.nr_open',
  'fs.file-max',
] as const

/** Parameters of a kernel as it has them, by key; as texts, since some are larger than a number can be exact. */
export type KernelValues = Readonly<Record<string, string>>

/**
 * The same settings with those that are higher already as they are: what is written for the next boot would lower them then.
 */
export function neverLower(settings: readonly KernelSetting[], now: KernelValues): KernelSetting[] {
  return settings.map((setting) => {
    const value = now[setting.key]
    return setting.least && value !== undefined && Number(value) > Number(setting.value)
      ? { ...setting, value }
      : setting
  })
}

/** As a file of sysctl.d. */
export function renderSettings(settings: readonly KernelSetting[]): string {
  return settings.map(({ key, value }) => `${key} = ${value}\n`).join('')
}

/** Kernel parameters set, now and after a reboot. @param file of sysctl.d */
export function setKernel(file: string, settings: readonly KernelSetting[]): Change[] {
  const values = settings.map(
    ({ key, value, least }): Change => ({ kind: 'sysctl', name: key, wanted: String(value), ...(least && { least }) }),
  )
  return [wholeFile(file, renderSettings(settings), 0o644), ...values]
}
