import { betweenCheck, block, hostCheck, note, ok, type Subject, warn } from '../check.ts'
import { PROCESSES } from '../probe/vocabulary.ts'
import { l } from '../text.ts'
import { CLOCK_OFF_MS, PUBLIC_TIME } from '../thresholds/site.ts'
import { dayOf, nameOf, readable } from './certificates.ts'
import { isAddress } from './cidr.ts'
import { clockOffset, seconds } from './clock.ts'
import { list } from './helpers.ts'

/** Daemons that take the time from the network card. */
const PTP: readonly string[] = ['ptp4l', 'phc2sys']

const DAEMONS: readonly string[] = PROCESSES.time
const daemonOf = (processes: readonly string[]): string => processes.find((name) => DAEMONS.includes(name)) ?? '-'
const TIMESYNCD = 'systemd-timesyn'

const isPublic = (server: string): boolean =>
  PUBLIC_TIME.value.some((name) => server === name || server.endsWith(`.${name}`))

/** Whether one of the servers may be a declared one: a name and an address cannot be told apart here. */
const follows = (servers: readonly string[], declared: readonly string[]): boolean =>
  !declared.length ||
  servers.some((server) =>
    declared.some((each) => each === server || (isAddress(each) !== isAddress(server) && !isPublic(server))),
  )

/** The newest beginning of the certificates that the answers hold. */
function newestCertificate({ answers }: Subject): { name: string; from: Date } | null {
  const pems = [answers['registry.ca'], answers['security.extraCa'], answers['network.tlsCertificate']]
  const all = pems
    .flatMap((pem) => readable(pem ?? ''))
    .map((each) => ({ name: nameOf(each), from: each.validFromDate }))
  return all.sort((a, b) => b.from.getTime() - a.from.getTime())[0] ?? null
}

/** The value that most hosts have; of equals the first in order. */
function mostCommon(values: readonly string[]): string {
  const groups = [...Map.groupBy([...values].sort(), (value) => value)]
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '-'
}

export const TIME_SETUP = [
  hostCheck({
    id: 'time-source',
    category: 'time',
    title: l('시각을 받는 곳', 'Source of the time'),
    explain: l(
      '모든 서버가 질문지의 NTP 서버를 따라야 시각이 함께 움직입니다. 폐쇄망에서는 공용 NTP 서버에 닿지 못합니다.',
      'Clocks stay together when all hosts follow the NTP servers of the questionnaire; an air-gapped site does not reach public ones.',
    ),
    prepare: l(
      '서버가 질문지의 NTP 서버를 쓰게 하십시오. 폐쇄망에서는 사내 NTP 서버를 준비하십시오.',
      'Let the servers follow the NTP servers of the questionnaire; provide one on site where there is no internet.',
    ),
    reads: ['timeSources', 'processes'],
    field: 'network.ntpServers',
    outcomes: {
      pass: ok('알맞은 곳에서 받습니다.', 'It is a fitting one.'),
      unseen: note(
        '아는 시각 서비스가 돌고 있지 않아 어디에서 받는지 알 수 없습니다.',
        'No time service that is known here runs, so its source does not show.',
      ),
      none: warn(
        '{daemon}에 서버가 하나도 설정되어 있지 않습니다.',
        '{daemon} has no server set.',
        l('질문지의 NTP 서버를 설정하십시오: {declared}', 'Set the NTP servers of the questionnaire: {declared}'),
      ),
      public: warn(
        '폐쇄망인데 인터넷의 NTP 서버를 씁니다: {servers}',
        'It uses public NTP servers, which an air-gapped site does not reach: {servers}',
        l('사내 NTP 서버로 바꾸십시오: {declared}', 'Change to the NTP servers on site: {declared}'),
      ),
      differs: warn(
        '질문지와 다른 서버를 따릅니다: {servers}',
        'It follows other servers than declared: {servers}',
        l('{declared}(으)로 바꾸거나 질문지를 고치십시오.', 'Change to {declared}, or correct the questionnaire.'),
      ),
    },
    source: 'assisted-installer-agent, src/ntp_synchronizer',
    thresholds: { public: PUBLIC_TIME },
    judge: ({ timeSources: { servers, refclock }, processes }, { answers, site }) => {
      const daemon = daemonOf(processes)
      const declared = answers['network.ntpServers'] ?? []
      const [found, wanted] = [refclock ? 'refclock' : list(servers) || '-', list(declared) || '-']
      const values = { found, wanted, params: { daemon, servers: found, declared: wanted } }
      if (refclock || PTP.includes(daemon)) return { outcome: 'pass', ...values }
      if (daemon === '-') return { outcome: 'unseen', ...values }
      // What timesyncd was built with is public; it shows in no file.
      if (!servers.length && daemon !== TIMESYNCD) return { outcome: 'none', ...values }
      if (servers.every(isPublic) && site.profile === 'air-gapped') return { outcome: 'public', ...values }
      return { outcome: follows(servers, declared) ? 'pass' : 'differs', ...values }
    },
  }),
  hostCheck({
    id: 'time-absolute',
    category: 'time',
    title: l('콘솔과의 시각 차이', 'Clock against the console'),
    explain: l(
      '모든 서버의 시각이 함께 틀리면 서로 비교해서는 보이지 않습니다. 콘솔의 시각, 그리고 인증서의 시작일과 비교합니다.',
      'When all hosts are wrong together, comparing them shows nothing: this compares with the console and with the start of the certificates.',
    ),
    prepare: l('서버의 날짜와 시각을 바르게 맞추십시오.', 'Set date and time of the servers right.'),
    reads: ['clock'],
    readsToo: ['access'],
    field: 'network.ntpServers',
    outcomes: {
      pass: ok('콘솔과 맞습니다.', 'It agrees with the console.'),
      off: warn(
        '콘솔과 {offset} 차이가 납니다. 둘 중 하나가 틀렸습니다.',
        'It differs from the console by {offset}: one of the two is wrong.',
        l('서버와 콘솔이 같은 NTP 서버를 따르게 하십시오.', 'Let the host and the console follow the same NTP server.'),
      ),
      early: block(
        '서버의 날짜({today})가 인증서 "{certificate}"의 시작일({from})보다 빠릅니다.',
        'The date of the host ({today}) is before the certificate "{certificate}" begins ({from}).',
        l('서버의 시각을 맞추고 다시 점검하십시오.', "Correct the host's clock and check again."),
      ),
    },
    thresholds: { difference: CLOCK_OFF_MS },
    judge: ({ clock }, subject) => {
      const { offset, error } = clockOffset(clock, subject.access)
      const sure = Math.max(0, Math.abs(offset) - error)
      const newest = newestCertificate(subject)
      const today = dayOf(new Date(clock.endMs))
      const values = {
        wanted: `<= ${seconds(CLOCK_OFF_MS.value)}`,
        identity: '',
        params: {
          offset: seconds(sure),
          today,
          certificate: newest?.name ?? '-',
          from: newest ? dayOf(newest.from) : '-',
        },
      }
      if (newest && clock.endMs < newest.from.getTime()) return { outcome: 'early', found: today, ...values }
      return { outcome: sure > CLOCK_OFF_MS.value ? 'off' : 'pass', found: seconds(sure), ...values }
    },
  }),
  betweenCheck({
    id: 'timezone-uniform',
    category: 'time',
    title: l('시간대', 'Time zone'),
    explain: l(
      '시간대가 섞이면 로그와 백업 시각을 맞춰 보기 어렵고, 예약 작업이 다른 시각에 돕니다.',
      'With mixed zones logs and backups are hard to line up, and timed jobs run at other hours.',
    ),
    prepare: l('모든 서버의 시간대를 같게 설정하십시오.', 'Set the same time zone on all servers.'),
    reads: ['timezone'],
    compares: { by: ['timezone'] },
    outcomes: {
      pass: ok('다른 서버와 같습니다.', 'It is that of the others.'),
      differs: warn(
        '이 서버는 {found}, 다른 서버는 {wanted}입니다.',
        'This host has {found}, the others {wanted}.',
        l('맞추십시오: timedatectl set-timezone {wanted}', 'Make it the same: timedatectl set-timezone {wanted}'),
      ),
    },
    source: 'kURL, pkg/preflight/assets/host-preflights.yaml; troubleshoot, host time collector',
    judge: ({ timezone }, _, { records }) => {
      const all = [...records.values()].flatMap(({ facts }) =>
        'value' in facts.timezone && facts.timezone.value.name ? [facts.timezone.value.name] : [],
      )
      const found = timezone.name ?? '-'
      const wanted = mostCommon(all)
      const differs = timezone.name !== null && found !== wanted
      return { outcome: differs ? 'differs' : 'pass', found, wanted, params: { found, wanted } }
    },
  }),
]
