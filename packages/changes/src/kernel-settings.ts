/** `least`: a higher value is as good. */
export type KernelSetting = { key: string; value: number; least?: true }

/** As a file of sysctl.d. */
export function renderSettings(settings: readonly KernelSetting[]): string {
  return settings.map(({ key, value }) => `${key} = ${value}\n`).join('')
}

/** The settings that a host does not have yet; `found` is what `sysctl` printed, by key. */
export function unmet(settings: readonly KernelSetting[], found: ReadonlyMap<string, number>): KernelSetting[] {
  return settings.filter(({ key, value, least }) => {
    const now = found.get(key)
    return now === undefined || (least ? now < value : now !== value)
  })
}
