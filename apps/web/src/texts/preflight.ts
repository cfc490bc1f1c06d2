import type { Localized, Preflight, Severity, VerdictStatus } from '@astrago/contracts'
import { l } from './localized.ts'

export const preflight = {
  title: l('사전 점검', 'Preflight'),
  running: l(
    '{hosts}대 가운데 {judged}대를 확인했습니다 ({verdicts}개 판정, {seconds}초째). 지금까지 설치를 막는 문제는 {blockers}개입니다.',
    '{judged} of {hosts:host|hosts} checked ({verdicts:verdict|verdicts}, {seconds} s). So far {blockers:problem blocks|problems block} the installation.',
  ),
  activeRunning: l(
    '능동 점검은 {all}건 가운데 {done}건을 마쳤습니다.',
    '{done} of {all:active check|active checks} done.',
  ),
  doneBlocked: l(
    '{hosts}대에서 {verdicts}개를 판정했습니다. 설치를 막는 문제가 {blockers}개 있습니다.',
    '{verdicts:verdict|verdicts} on {hosts:host|hosts}. {blockers:problem blocks|problems block} the installation.',
  ),
  blockersAre: l('실패 {failed}개, 판단 불가 {unknown}개입니다.', '{failed} failed, {unknown} unknown.'),
  toBlockers: l('막는 것만 보기', 'Show these alone'),
  doneClear: l(
    '{hosts}대에서 {verdicts}개를 판정했습니다. 설치를 막는 문제가 없습니다.',
    '{verdicts:verdict|verdicts} on {hosts:host|hosts}. Nothing blocks the installation.',
  ),
  partClear: l(
    '{hosts}대에서 {verdicts}개를 판정했고, 그 안에는 설치를 막는 문제가 없습니다. 설치할 수 있는지는 전체를 점검해야 알 수 있습니다.',
    '{verdicts:verdict|verdicts} on {hosts:host|hosts}. Nothing in it blocks the installation; whether that may begin only a whole preflight tells.',
  ),
  waivedToo: l('면제한 문제가 {waived}개 있습니다.', '{waived:problem is|problems are} waived.'),
  waivedSeverity: l('설치를 막는 문제이나 면제함', 'blocks the installation, but is waived'),
  notFinished: l(
    '이 점검은 끝까지 가지 못해({state}) 판정을 남기지 않았습니다. 다시 점검하십시오.',
    'This preflight did not come to its end ({state}) and left no verdict. Check again.',
  ),
  laterBrokenOff: l(
    '{at}에 시작한 점검은 끝까지 가지 못해({state}) 마지막으로 마친 점검을 보여 줍니다.',
    'The preflight started {at} was broken off ({state}); shown here is the last one that was completed.',
  ),
  gone: l('질문지에 없음', 'Not in the questionnaire'),
  goneHint: l(
    '점검한 뒤 노드 표에서 빠진 서버입니다. 다시 점검하면 사라집니다.',
    'This server was taken out of the node table since. The next preflight leaves it out.',
  ),
  earlier: l('{at}에 시작한 이전 점검입니다.', 'This is an earlier preflight, started {at}.'),
  toNewest: l('최신 점검으로', 'To the newest'),
  start: l('점검 시작', 'Start the preflight'),
  again: l('다시 점검', 'Check again'),
  againHost: l('이 호스트만 다시 점검', 'Check this host again'),
  againCheck: l('이 항목만 다시 점검', 'Check this again'),
  stop: l('점검 중지', 'Stop'),
  report: l('보고서', 'Report'),
  toPlan: l('설치 계획으로', 'On to the plan'),
  emptyTitle: l('아직 점검하지 않았습니다', 'Nothing was checked yet'),
  emptyText: l(
    '점검은 호스트를 읽기만 하고 아무것도 바꾸지 않습니다. 보통 몇 초면 끝납니다.',
    'The preflight only reads from the hosts and changes nothing. It usually takes a few seconds.',
  ),
  noNodesText: l('점검할 서버를 먼저 적어야 합니다.', 'The servers must be entered first.'),
  closedText: l(
    '점검하려면 호스트 키를 먼저 확인해야 합니다.',
    'The host keys must be confirmed before the hosts can be checked.',
  ),
  toHosts: l('호스트로', 'To the hosts'),
  installedTitle: l(
    '이 사이트에는 이 콘솔이 설치한 클러스터가 있습니다',
    'This console has installed a cluster on this site',
  ),
  installedText: l(
    '사전 점검은 설치할 서버를 보는 것이라, 지금 점검하면 이 클러스터의 서비스, 폴더, 포트가 "이전 설치"로 나옵니다. 그것을 제거하라는 조치를 따르면 클러스터가 지워집니다. 지우려면 설치 화면에서 되돌리십시오.',
    'A preflight looks for what would stand in the way of an installation, so it finds the services, folders and ports of this cluster as an earlier installation. Removing those removes the cluster. To take it back, undo the installation.',
  ),
  emptySteps: [
    l(
      '모든 호스트에서 자원, 커널, 네트워크, 시간, 보안 설정을 읽습니다.',
      'Reads resources, kernel, network, time and security settings of every host.',
    ),
    l(
      '호스트끼리 필요한 포트가 열려 있는지 양방향으로 확인합니다.',
      'Checks both ways that hosts reach each other on the ports they need.',
    ),
    l('문제마다 무엇을 어떻게 고칠지 알려 줍니다.', 'Says of every problem what to do about it.'),
  ],
  host: l('호스트', 'Host'),
  siteWide: l('사이트 전체', 'The site as a whole'),
  matrix: l('호스트와 분야별 판정', 'Verdicts by host and area'),
  filters: l('판정으로 거르기', 'Filter by verdict'),
  filterBoard: l('판정 거르기', 'Filter the verdicts'),
  findHosts: l('호스트 이름으로 찾기', 'Find hosts by name'),
  area: l('분야', 'Area'),
  allAreas: l('모든 분야', 'All areas'),
  severity: l('심각도', 'Severity'),
  allSeverities: l('모든 심각도', 'All severities'),
  clearFilter: l('거르기 해제', 'Clear the filter'),
  allShown: l(
    '호스트 {allHosts}대의 판정 {allVerdicts}개를 모두 보여 줍니다.',
    'All of {allVerdicts:verdict|verdicts} on {allHosts:host|hosts}.',
  ),
  someShown: l(
    '호스트 {allHosts}대 가운데 {hosts}대, 판정 {allVerdicts}개 가운데 {verdicts}개를 보여 줍니다.',
    '{verdicts} of {allVerdicts:verdict|verdicts}, {hosts} of {allHosts:host|hosts}.',
  ),
  moreCards: l('호스트 {n}대 더 보기', 'Show {n:more host|more hosts}'),
  nothingLeft: l('이 조건에 맞는 판정이 없습니다.', 'No verdict fits this filter.'),
  cell: l('{host}, {column}: {words}', '{host}, {column}: {words}'),
  count: l('{n}', '{n}'),
  counted: l('{word} {n}', '{n} {word}'),
  passes: l('통과 {n}개', '{n} passed'),
  connecting: l('연결 중', 'Connecting'),
  probing: l('점검 중', 'Checking'),
  waiting: l('차례를 기다림', 'Waiting'),
  found: l('발견', 'Found'),
  wanted: l('필요', 'Wanted'),
  why: l('이유', 'Why'),
  fix: l('조치', 'What to do'),
  noFix: l('자동 조치', 'Automatic fix'),
  field: l('질문지', 'Questionnaire'),
  isBefore: l(
    '다시 점검하고 있습니다. 끝날 때까지 그 전의 결과를 보여 줍니다.',
    'Being checked again. Until that is done, this is what was found before.',
  ),
  openField: l('관련 항목 열기', 'Open the field'),
  source: l('근거', 'Source'),
  alsoOn: l('같은 결과', 'Same result'),
  problems: l('해결할 것', 'To resolve'),
  problemsNote: l('같은 문제끼리 묶었습니다.', 'The same problem is one row.'),
  sameReason: l('(점검 {n}개)', '({n} checks)'),
  moreHosts: l('외 {n}대', 'and {n} more'),
  history: l('점검 기록', 'Preflights so far'),
  historyCounts: l(
    '실패 {fail} · 경고 {warn} · 판단 불가 {unknown} · 통과 {pass}',
    '{fail} failed · {warn:warning|warnings} · {unknown} unknown · {pass} passed',
  ),
  historyNothing: l('판정을 남기지 않음', 'left no verdict'),
  historyWaived: l('면제 {waived}', '{waived} waived'),
  show: l('보기', 'Show'),
  shown: l('보는 중', 'Shown'),
  compare: l('비교', 'Compare'),
  compareTitle: l('{before}에서 {after}까지 달라진 것', 'What changed from {before} to {after}'),
  compareSentence: l(
    '나아진 것 {better}건, 나빠진 것 {worse}건, 새로 생긴 것 {added}건, 없어진 것 {gone}건',
    '{better} better, {worse} worse, {added} new, {gone} gone',
  ),
  compareSame: l('판정이 모두 같습니다.', 'Every verdict is the same.'),
  before: l('이전', 'Before'),
  after: l('이후', 'After'),
  check: l('점검 항목', 'Check'),
  moreDifferences: l('{n}건 더 보기', 'Show {n} more'),
  endCompare: l('비교 닫기', 'End the comparison'),
} as const

export const VERDICT_WORDS: Record<VerdictStatus | 'waived', Localized> = {
  fail: l('실패', 'failed'),
  warn: l('경고', 'warning'),
  unknown: l('판단 불가', 'unknown'),
  pass: l('통과', 'passed'),
  waived: l('면제', 'waived'),
}

/** What each count means for the reader. */
export const VERDICT_TILES: Record<VerdictStatus | 'waived', { word: Localized; meaning: Localized }> = {
  fail: { word: l('실패', 'Failed'), meaning: l('설치 전 해결', 'resolve before installing') },
  warn: { word: l('경고', 'Warnings'), meaning: l('확인 권장', 'worth a look') },
  unknown: { word: l('판단 불가', 'Unknown'), meaning: l('확인하지 못함', 'could not be checked') },
  pass: { word: l('통과', 'Passed'), meaning: l('문제없음', 'as it should be') },
  waived: { word: l('면제', 'Waived'), meaning: l('사유와 기한을 적고 넘김', 'taken on with a reason') },
}

export const SEVERITIES: Record<Severity, Localized> = {
  'block!': l('설치를 막음 · 면제 불가', 'blocks · cannot be waived'),
  block: l('설치를 막음', 'blocks the installation'),
  warn: l('막지 않음', 'does not block'),
  info: l('참고', 'for information'),
}

/** What the board can be narrowed to: a severity, or what blocks as things stand. */
export const WEIGHTS: Record<Severity | 'blocking', Localized> = {
  ...SEVERITIES,
  blocking: l('지금 설치를 막는 모든 것', 'all that blocks at present'),
}

export const PREFLIGHT_STATES: Record<Preflight['state'], Localized> = {
  running: l('점검 중', 'running'),
  done: l('마침', 'done'),
  failed: l('실패', 'failed'),
  cancelled: l('중지됨', 'stopped'),
  interrupted: l('중단됨', 'interrupted'),
}

export const COLUMN_TITLES = {
  resources: l('자원', 'Resources'),
  disk: l('디스크', 'Disk'),
  system: l('커널·OS', 'Kernel, OS'),
  network: l('네트워크', 'Network'),
  time: l('시간·DNS', 'Time, DNS'),
  access: l('SSH·보안', 'SSH, security'),
  registry: l('레지스트리', 'Registry'),
  storage: l('저장소', 'Storage'),
  gpu: l('GPU', 'GPU'),
  cluster: l('클러스터', 'Cluster'),
} as const
