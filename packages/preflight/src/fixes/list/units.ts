import type { Change } from '@astrago/changes'
import { l } from '../../text.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'

/** @param wanted as `enabled active` */
export const unit = (name: string, wanted: string): Change => ({ kind: 'unit', name, wanted })

/** Whether a unit is there and nobody has forbidden its start. */
export function canStart(subject: FixSubject, name: string): boolean {
  const { installed = false, masked = false } = factOf(subject, 'units')?.[name] ?? {}
  return installed && !masked
}

const FABRIC_MANAGER = 'nvidia-fabricmanager.service'
const CLOUD_SETUP = ['nm-cloud-setup.timer', 'nm-cloud-setup.service'] as const

const enabledOf = (subject: FixSubject, names: readonly string[]): string[] =>
  names.filter((name) => factOf(subject, 'units')?.[name]?.enabled)

export const UNIT_FIXES: readonly Fix[] = [
  {
    check: 'nm-cloud-setup-enabled',
    outcomes: ['enabled'],
    describe: l('nm-cloud-setup을 끕니다', 'Switch nm-cloud-setup off'),
    helps: (subject) => enabledOf(subject, CLOUD_SETUP).length > 0,
    changes: (subject) => enabledOf(subject, CLOUD_SETUP).map((name) => unit(name, 'disabled inactive')),
  },
  {
    check: 'gpu-fabric-manager',
    outcomes: ['stopped'],
    describe: l('Fabric Manager를 켭니다', 'Start the Fabric Manager'),
    // One of another version does not start.
    helps: (subject) =>
      canStart(subject, FABRIC_MANAGER) && factOf(subject, 'gpuHost')?.fabricManager === factOf(subject, 'gpu')?.driver,
    changes: () => [unit(FABRIC_MANAGER, 'enabled active')],
  },
]
