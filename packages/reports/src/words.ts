import {
  type Category,
  type Distribution,
  type Locale,
  type Localized,
  type Profile,
  SITE_WIDE,
  type StepState,
  say,
  type VerdictStatus,
} from '@astrago/contracts'
import { ROLE_NAMES } from '@astrago/exchange-form'
import type { OpenPoint, ReportModel } from './model/model.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

export const TITLES: Record<ReportModel['kind'], Localized> = {
  preflight: l('사전 점검 보고서', 'Preflight report'),
  install: l('설치 확인서', 'Installation report'),
}

export const PROFILES: Record<Profile, Localized> = {
  online: l('온라인', 'Online'),
  'air-gapped': l('폐쇄망', 'Air-gapped'),
  proxy: l('프록시', 'Proxy'),
}

export const DISTRIBUTIONS: Record<Distribution, string> = { rke2: 'RKE2', k0s: 'k0s', kubespray: 'Kubespray' }

export const STATUSES: Record<VerdictStatus, Localized> = {
  pass: l('통과', 'Pass'),
  warn: l('경고', 'Warning'),
  fail: l('실패', 'Fail'),
  unknown: l('판단 불가', 'Unknown'),
}

export const POINT_KINDS: Record<OpenPoint['kind'], Localized> = {
  fail: STATUSES.fail,
  warn: STATUSES.warn,
  unknown: STATUSES.unknown,
  step: l('남은 단계', 'Open step'),
}

export const STEP_STATES: Record<StepState, Localized> = {
  pending: l('대기', 'Pending'),
  running: l('진행 중', 'Running'),
  done: l('완료', 'Done'),
  already: l('이미 적용됨', 'Already so'),
  failed: l('실패', 'Failed'),
  cancelled: l('취소됨', 'Cancelled'),
  undone: l('되돌림', 'Undone'),
}

export const CATEGORIES: Record<Category, Localized> = {
  'cpu-memory': l('CPU와 메모리', 'CPU and memory'),
  disk: l('디스크', 'Disk'),
  kernel: l('커널', 'Kernel'),
  os: l('운영체제', 'Operating system'),
  network: l('네트워크', 'Network'),
  ports: l('포트', 'Ports'),
  time: l('시간', 'Time'),
  dns: l('DNS', 'DNS'),
  ssh: l('SSH', 'SSH'),
  proxy: l('프록시', 'Proxy'),
  registry: l('레지스트리', 'Registry'),
  storage: l('스토리지', 'Storage'),
  gpu: l('GPU', 'GPU'),
  leftovers: l('이전 설치 흔적', 'Leftovers'),
  cluster: l('클러스터', 'Cluster'),
  security: l('보안', 'Security'),
}

export const PARTIES = {
  reseller: l('설치 담당 (리셀러)', 'Installed by (reseller)'),
  customer: l('확인 (고객)', 'Accepted by (customer)'),
} as const satisfies Record<string, Localized>

/** Labels and headings that more than one writer uses. */
export const WORDS = {
  wholeSite: l('사이트 전체', 'Whole site'),
  checkedAt: l('점검 시각', 'Checked at'),
  installedAt: l('설치 시각', 'Installed at'),
  generated: l('작성', 'Generated'),
  productVersion: l('제품 버전', 'Product version'),
  reportId: l('점검 번호', 'Preflight id'),
  runId: l('실행 번호', 'Run id'),
  planHash: l('설치 계획 해시', 'Plan hash'),
  blocking: l('설치를 막음', 'Blocking'),
  waived: l('면제', 'Waived'),
  lapsed: l('면제 효력 없음', 'Waiver lapsed'),
  hosts: l('호스트', 'Hosts'),
  fixes: l('바로잡은 것', 'Put right'),
  fixesExplain: l(
    '동의를 받아 콘솔이 호스트에서 바꾼 것입니다. 판정은 그 뒤에 다시 본 결과입니다.',
    'What the console changed on hosts, with consent. The verdicts are those from after it.',
  ),
  settled: l('설치가 처리한 것', 'Put right by the installation'),
  settledExplain: l(
    '설치 전의 사전 점검에서 나왔고 설치가 처리했습니다. 따로 조치하지 않아도 됩니다.',
    'The preflight before the installation found these, and the installation has put them right: there is nothing left to do.',
  ),
  settledNote: l('설치가 처리함', 'put right by the installation'),
  foundBefore: l('설치 전에 확인한 값', 'Found before'),
  olderPreflight: l(
    '사전 점검은 설치가 끝나기 전({at})의 것입니다. 점검에서 나온 항목은 그때 확인한 값이니, 조치하기 전에 호스트를 다시 보십시오.',
    'The preflight is of {at}, from before the installation ended: what it found is as it was then. Look at the host again before you act.',
  ),
  newerPreflight: l(
    '사전 점검은 설치를 마친 뒤({at})의 것입니다. 설치할 서버를 보는 점검이라, 설치된 클러스터의 서비스, 폴더, 포트도 문제로 나옵니다.',
    'The preflight is of {at}, after the installation. As it looks for what stands in the way of one, the services, folders and ports of the installed cluster are among what it found.',
  ),
  host: l('호스트', 'Host'),
  roles: l('역할', 'Roles'),
  os: l('운영체제 · 커널', 'OS · kernel'),
  cpu: l('CPU', 'CPU'),
  memory: l('메모리', 'Memory'),
  gpu: l('GPU', 'GPU'),
  hostKey: l('확인한 호스트 키 지문', 'Confirmed host key fingerprint'),
  hostKeys: l('호스트 키', 'Host keys'),
  openPoints: l('조치할 항목', 'What to do'),
  openPointsExplain: l('설치를 막는 것부터 적었습니다.', 'What blocks the installation comes first.'),
  noOpenPoints: l('조치할 항목이 없습니다.', 'There is nothing left to do.'),
  found: l('확인한 값', 'Found'),
  wanted: l('필요한 값', 'Wanted'),
  fix: l('조치', 'What to do'),
  field: l('질문지 항목', 'Questionnaire'),
  waivers: l('면제', 'Waivers'),
  waiversExplain: l(
    '설치를 막는 문제이지만 아래 담당자가 사유와 기한을 남기고 면제했습니다. 기한이 지났거나 확인한 값이 달라진 면제는 효력이 없어 조치할 항목에도 있습니다.',
    'These would block the installation; the people named here took them on, with a reason and an expiry. A waiver that expired or whose found value changed does not count: its problem is to be resolved, too.',
  ),
  reason: l('사유', 'Reason'),
  who: l('면제한 사람', 'Waived by'),
  until: l('기한', 'Expires'),
  untilDay: l('{day}까지', 'until {day}'),
  allChecks: l('점검 결과 전체', 'All checks'),
  allChecksExplain: l(
    '같은 결과와 같은 값을 얻은 호스트는 한 줄로 묶었습니다.',
    'Hosts with the same result and the same values share a line.',
  ),
  check: l('점검 항목', 'Check'),
  result: l('결과', 'Result'),
  failedBecause: l('실패한 이유', 'Failed because'),
  triedBefore: l('앞선 시도가 실패한 이유', 'An earlier try failed because'),
  notUndoneBecause: l('되돌리지 못한 이유', 'Not undone because'),
  undoneAt: l('되돌린 시각', 'Undone at'),
  steps: l('설치 단계', 'Installation steps'),
  step: l('단계', 'Step'),
  startedAt: l('시작', 'Start'),
  duration: l('걸린 시간', 'Time'),
  attempts: l('시도', 'Tries'),
  retried: l('다시 시도한 단계', 'Steps tried again'),
  stepsDone: l('끝낸 단계', 'Steps done'),
  components: l('버전', 'Versions'),
  component: l('구성 요소', 'Component'),
  version: l('버전', 'Version'),
  digest: l('다이제스트', 'Digest'),
  answers: l('사전 질문지', 'Questionnaire'),
  planWarnings: l('설치 계획의 주의 사항', 'Warnings of the plan'),
  signatures: l('확인과 서명', 'Signatures'),
  signaturesExplain: l(
    '이 문서에 적힌 결과와 남은 조치를 확인했습니다.',
    'We have read the results and the open points in this document.',
  ),
  organisation: l('소속', 'Organisation'),
  name: l('이름', 'Name'),
  date: l('날짜', 'Date'),
  signature: l('서명', 'Signature'),
  allHosts: l('모든 호스트 ({n}대)', 'All {n} hosts'),
  moreHosts: l('그 밖의 호스트 {n}대', 'and {n} more'),
  moreChecks: l('그 밖의 점검 {n}개', 'and {n} more'),
  otherHosts: l('나머지 호스트 ({n}대)', 'The other {n} hosts'),
  oneHost: l('호스트 1대', '1 host'),
  manyHosts: l('호스트 {n}대', '{n} hosts'),
  page: l('{n} / {total}쪽', 'Page {n} of {total}'),
  missingGlyphs: l(
    '이 문서의 글꼴에 없는 글자는 □로 적었습니다. 원문은 JSON 보고서에 있습니다.',
    'Characters that the font of this document lacks are shown as □. The JSON report has them.',
  ),
} as const satisfies Record<string, Localized>

/** The name of a role; a role that is not known stays as it is written. */
export const roleName = (role: string, locale: Locale): string =>
  Object.hasOwn(ROLE_NAMES, role) ? ROLE_NAMES[role as keyof typeof ROLE_NAMES][locale] : role

export const hostName = (name: string, locale: Locale): string => (name === SITE_WIDE ? WORDS.wholeSite[locale] : name)

export const hostCount = (n: number, locale: Locale): string =>
  say(n === 1 ? WORDS.oneHost : WORDS.manyHosts, locale, { n })
