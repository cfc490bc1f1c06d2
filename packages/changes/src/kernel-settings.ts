import { type Change, wholeFile } from './change.ts'

/** `least`: a higher value is as good. */
export type KernelSetting = { key: string; value: number | string; least?: true }

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
