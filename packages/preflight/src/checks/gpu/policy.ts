import type { Subject } from '../../check.ts'
import { DRIVER_BRANCHES, PLATFORM_GPU } from '../../thresholds/gpu.ts'

/** Who brings the driver; the platform does unless the questionnaire says otherwise. */
export const driverPolicy = ({ answers }: Pick<Subject, 'answers'>): 'operator' | 'preinstalled' | 'none' =>
  answers['gpu.driverPolicy'] ?? 'operator'

export const byOperator = (subject: Pick<Subject, 'answers'>): boolean => driverPolicy(subject) === 'operator'
export const preinstalled = (subject: Pick<Subject, 'answers'>): boolean => driverPolicy(subject) === 'preinstalled'

/** The version that will be installed; null where the host is to have one already. */
export const plannedDriver = (subject: Pick<Subject, 'answers'>): string | null =>
  byOperator(subject) ? PLATFORM_GPU.driver.value : null

/** 550 of 550.144.03. */
export const branchOf = (driver: string): number => Number(driver.split('.')[0])

type Branches = { from: number | null; to: number | null }

/** The branches that drive a chip, by the longest beginning of its name that is known. */
export function branchesOf(chip: string): Branches {
  const [best] = Object.entries(DRIVER_BRANCHES)
    .filter(([start]) => chip.startsWith(start))
    .sort(([a], [b]) => b.length - a.length)
  return best ? best[1].value : { from: null, to: null }
}
