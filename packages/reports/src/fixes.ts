import { grouped } from './grouped.ts'
import { foldNames } from './host-names.ts'
import type { PreflightPart, ReportFix } from './model/model.ts'

/** The same fix that ended the same way, with all its hosts. */
export type FixGroup = Omit<ReportFix, 'host'> & { hosts: string }

export function fixGroups({ fixes = [] }: PreflightPart): FixGroup[] {
  return grouped(fixes, ({ check, state }) => [check, state]).map((group) => {
    const { host: _, ...fix } = group[0]
    return { ...fix, hosts: foldNames(group.map(({ host }) => host)) }
  })
}
