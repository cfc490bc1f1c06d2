import { type Change, leaveInterfacesAlone, swapOff } from '@astrago/changes'
import { l } from '../../text.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'

/** Units that keep the time, the one that the distributions advise first. */
const TIME_UNITS = ['chronyd.service', 'chrony.service', 'systemd-timesyncd.service', 'ntp.service'] as const

/** The installed unit that would keep the time. */
const timeUnit = (subject: FixSubject): string | undefined =>
  TIME_UNITS.find((name) => factOf(subject, 'units')?.[name]?.installed)

const unit = (name: string, wanted: string): Change => ({ kind: 'unit', name, wanted })

export const SYSTEM_FIXES: readonly Fix[] = [
  {
    check: 'swap-active',
    outcomes: ['active', 'configured'],
    describe: l('스왑을 끄고 재부팅 후에도 꺼지게 합니다', 'Turn swap off, also after a reboot'),
    changes: swapOff,
  },
  {
    check: 'networkmanager-unmanaged',
    outcomes: ['managed'],
    describe: l(
      'NetworkManager가 파드 네트워크 인터페이스를 건드리지 않게 합니다',
      'Keep NetworkManager away from the interfaces of the pod network',
    ),
    changes: leaveInterfacesAlone,
  },
  {
    check: 'time-ntp-synced',
    outcomes: ['none'],
    describe: l('설치되어 있는 시각 동기화 서비스를 켭니다', 'Start the service that keeps the time'),
    helps: (subject) => timeUnit(subject) !== undefined,
    changes: (subject) => [timeUnit(subject)].flatMap((name) => (name ? [unit(name, 'enabled active')] : [])),
  },
]
