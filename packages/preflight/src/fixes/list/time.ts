import { type Change, wholeFile } from '@astrago/changes'
import { l } from '../../text.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'
import { commentedOut, withLines } from './lines.ts'
import { canStart, unit } from './units.ts'

/**
 * Units that keep the time, those that the distributions advise first. Where chrony.service is one, chronyd.service is its
 * alias, and systemctl enables no alias.
 */
const TIME_UNITS = ['chrony.service', 'chronyd.service', 'systemd-timesyncd.service', 'ntp.service'] as const

/** The unit that would keep the time if it were started. */
const timeUnit = (subject: FixSubject): string | undefined => TIME_UNITS.find((name) => canStart(subject, name))

/** Where chrony's settings are: Debian's place and Red Hat's. */
const CHRONY = ['/etc/chrony/chrony.conf', '/etc/chrony.conf']

const serversOf = ({ input }: FixSubject): string[] => input.answers['network.ntpServers'] ?? []

/** The same chrony.conf with these servers and no other. */
export function withServers(text: string, servers: readonly string[]): string {
  const wanted = servers.map((server) => `server ${server} iburst`)
  const isOther = (line: string): boolean => /^\s*(server|pool|peer)\s/.test(line) && !wanted.includes(line)
  const missing = wanted.filter((line) => !text.split('\n').includes(line))
  return withLines(commentedOut(text, isOther), missing)
}

/** How to name the servers, by the daemon that runs. */
const SOURCES: Readonly<Record<string, (servers: readonly string[]) => Change[]>> = {
  chronyd: (servers) =>
    CHRONY.map((name) => ({
      kind: 'edit',
      name,
      edit: (text) => text && withServers(text, servers),
      reload: 'chrony',
    })),
  // An empty value drops what other files name (timesyncd.conf(5)).
  'systemd-timesyn': (servers) => [
    wholeFile(
      '/etc/systemd/timesyncd.conf.d/zz-astrago.conf',
      `[Time]\nNTP=\nNTP=${servers.join(' ')}\n`,
      0o644,
      'timesyncd',
    ),
  ],
}

const sourcesOf = (subject: FixSubject) =>
  factOf(subject, 'processes')?.flatMap((name) => (Object.hasOwn(SOURCES, name) ? (SOURCES[name] ?? []) : []))[0]

export const TIME_FIXES: readonly Fix[] = [
  {
    check: 'time-ntp-synced',
    outcomes: ['none'],
    describe: l('설치되어 있는 시각 동기화 서비스를 켭니다', 'Start the service that keeps the time'),
    helps: (subject) => timeUnit(subject) !== undefined,
    changes: (subject) => [timeUnit(subject)].flatMap((name) => (name ? [unit(name, 'enabled active')] : [])),
  },
  {
    check: 'time-source',
    outcomes: ['none', 'public', 'differs'],
    describe: l('시각을 질문지의 NTP 서버에서 받게 합니다', 'Take the time from the NTP servers of the questionnaire'),
    helps: (subject) => serversOf(subject).length > 0 && sourcesOf(subject) !== undefined,
    changes: (subject) => sourcesOf(subject)?.(serversOf(subject)) ?? [],
  },
]
