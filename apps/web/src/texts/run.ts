import type { Localized, RunKind } from '@astrago/contracts'
import { l } from './localized.ts'

export const run = {
  title: l('설치', 'Install'),
  running: l('{phase} 단계를 진행하고 있습니다.', '{phase} is under way.'),
  reading: l('호스트의 지금 상태를 읽고 있습니다', 'Reading how the hosts stand'),
  starting: l('시작하고 있습니다.', 'Starting.'),
  left: l('{passed} 지났고 약 {left} 남았습니다 ({basis}).', '{passed} passed, about {left} left ({basis}).'),
  overdue: l(
    '{passed} 지났습니다. 예상보다 오래 걸리고 있습니다 ({basis}).',
    '{passed} passed, which is longer than expected ({basis}).',
  ),
  basisRuns: l('비슷한 규모 {n}회 기준', 'from {n:run|runs} of similar size'),
  basisPlan: l('앞선 설치가 없어 대략의 값 기준', 'rough values, there is no earlier run'),
  basisUndo: l('설치할 때 걸린 시간 기준', 'from the time it took to install'),
  about: l('약 {left}', 'about {left}'),
  done: l('설치를 마쳤습니다. {passed} 걸렸습니다.', 'The installation is done. It took {passed}.'),
  takingBack: l('되돌리기: {what}', 'Undo: {what}'),
  undoing: l(
    '한 작업을 마지막 것부터 되돌리고 있습니다. {total}개 가운데 {done}개를 되돌렸습니다.',
    'Taking back what was done, last first: {done} of {total:action|actions} so far.',
  ),
  undone: l('되돌리기를 마쳤습니다. {passed} 걸렸습니다.', 'Undoing is done. It took {passed}.'),
  wasUndone: l(
    '이 설치는 모두 되돌렸습니다. 다시 설치하려면 계획을 새로 만드십시오.',
    'This installation was undone. To install again, make a new plan.',
  ),
  partlyUndone: l(
    '이 설치는 되돌리다가 멈췄습니다. 이어서 할 수 없으며, 되돌리기를 다시 실행하면 나머지를 되돌립니다.',
    'Undoing this installation stopped part way. It cannot be resumed; undo again for the rest.',
  ),
  undoingCancelled: l(
    '되돌리기를 취소했습니다. 다시 되돌리면 나머지를 되돌립니다.',
    'The undoing was cancelled. Undo again for the rest.',
  ),
  undoingInterrupted: l(
    '되돌리는 중에 콘솔이 꺼져 멈췄습니다. 다시 되돌리면 나머지를 되돌립니다.',
    'The console went down while undoing. Undo again for the rest.',
  ),
  failed: l(
    '실패했습니다. 아래에서 호스트마다 상태와 할 일을 확인하십시오.',
    'It failed. See below where each host stands and what to do.',
  ),
  cancelled: l('취소했습니다. 이어서 하거나 되돌릴 수 있습니다.', 'It was cancelled. It can be resumed or undone.'),
  interrupted: l(
    '콘솔이 중간에 꺼져 멈췄습니다. 이어서 하면 한 일을 다시 확인하고 나머지를 합니다.',
    'The console went down in the middle. Resuming checks what was done and does the rest.',
  ),
  fixed: l('조치를 마쳤습니다. {passed} 걸렸습니다.', 'The fixes are made. It took {passed}.'),
  fixingCancelled: l(
    '취소했습니다. 이미 바꾼 것은 그대로이며 사전 점검에서 되돌릴 수 있습니다.',
    'It was cancelled. What was changed stays so; undo it under Preflight.',
  ),
  fixingInterrupted: l(
    '콘솔이 꺼져 도중에 멈췄습니다. 사전 점검에서 다시 조치하거나 모두 되돌리십시오.',
    'The console went down in the middle. Fix again under Preflight, or undo all changes there.',
  ),
  noneTitle: l('아직 설치하지 않았습니다', 'Nothing has been installed yet'),
  noneText: l(
    '설치 계획을 승인하면 시작합니다. 창을 닫아도 서버에서 계속되고, 언제든 다시 열어 볼 수 있습니다.',
    'It begins when a plan is approved. It goes on at the server when this window is closed; open it again at any time.',
  ),
  noneSteps: [
    l('설치 파일을 준비하고 계획을 만들어 읽습니다.', 'Bring the installation files, make a plan and read it.'),
    l('승인하면 단계와 로그가 여기에 실시간으로 나옵니다.', 'Approve it: phases and log are shown here live.'),
    l('실패하거나 취소해도 이어서 하거나 되돌릴 수 있습니다.', 'What fails or is cancelled can be resumed or undone.'),
  ],
  toPlan: l('설치 계획으로', 'To the plan'),
  toReport: l('보고서로', 'To the report'),
  keepGoing: l('계속하기', 'Keep going'),
  toPreflight: l('사전 점검으로', 'To the preflight'),
  resume: l('이어서 하기', 'Resume'),
  undo: l('설치 되돌리기', 'Undo the installation'),
  undoAskTitle: l('설치를 되돌릴까요?', 'Undo the installation?'),
  undoText: l(
    '이 설치가 한 작업을 마지막 것부터 되돌립니다. 설정 파일은 원래대로 돌아가고, 만들어진 클러스터와 그 안의 데이터는 지워집니다. 시작하면 이 설치를 이어서 할 수 없습니다.',
    'The actions of this run are taken back, last first. Files are put back as they were; the cluster and the data in it are removed. Once begun, this installation cannot be resumed.',
  ),
  undoKeeps: l('{n}개 작업은 되돌리지 않고 그대로 둡니다.', '{n:action is|actions are} not taken back and will stay.'),
  runs: l('실행 기록', 'Runs'),
  by: l('{who}, {at}', '{who}, {at}'),
  hostsTitle: l('호스트 상태', 'Where each host stands'),
  attempt: l('{n}번째', 'attempt {n}'),
  stall: l('{host}: {what} — {passed}째입니다', '{host}: {what} — for {passed} now'),
  stallMeasured: l(
    '보통 {expected} 걸립니다 (앞서 잰 {n}번 기준).',
    'As a rule it takes {expected} (measured {n:time|times}).',
  ),
  stallPlanned: l(
    '{expected}쯤 걸릴 것으로 보았습니다 (대략의 값).',
    'It was expected to take about {expected} (a rough value).',
  ),
  stallAttempt: l('{n}번째 시도입니다.', 'This is attempt {n}.'),
  stallAlive: l('일은 계속되고 있습니다. 마지막 로그 {ago} 전:', 'It is still at work. Last line {ago} ago:'),
  stallSilent: l('로그가 {ago}째 없습니다. 마지막 줄:', 'It has written nothing for {ago}. Last line:'),
  stallNoLine: l('이 작업이 남긴 최근 로그가 없습니다.', 'It has written no line lately.'),
  stallOthers: l('함께 느린 호스트: {hosts}', 'Slow as well: {hosts}'),
  stallDo: l(
    '기다려도 됩니다. 멈춘 것이 분명하면 취소하고, 원인을 고친 뒤 이어서 할 수 있습니다.',
    'You may wait. If it is clearly stuck, cancel, mend the cause and resume.',
  ),
  stallLog: l('이 작업의 로그', 'Log of this action'),
  hostLog: l('로그 보기', 'See the log'),
  otherInstall: l('{who} 님이 시작한 설치가 진행 중입니다', 'An installation that {who} started is under way'),
  otherUndo: l('{who} 님이 시작한 되돌리기가 진행 중입니다', 'An undoing that {who} started is under way'),
  toOther: l('보러 가기', 'See it'),
  progress: l('진행률', 'Progress'),
  phases: l('단계', 'Phases'),
} as const

const cancelFixText = l(
  '진행 중인 작업을 멈춥니다. 이미 바꾼 것은 그대로 남으며 사전 점검에서 되돌릴 수 있습니다.',
  'Actions under way are stopped. What was changed stays so; undo it under Preflight.',
)

/** The button that cancels a run, and what is asked before: the act is named where "Cancel" could be either answer. */
export const CANCELLING: Record<RunKind, Record<'act' | 'title' | 'text', Localized>> = {
  preflight: {
    act: l('사전 점검 취소', 'Cancel the preflight'),
    title: l('사전 점검을 취소할까요?', 'Cancel the preflight?'),
    text: l('호스트는 읽기만 하므로 바뀐 것이 없습니다.', 'Hosts are only read from: nothing has changed.'),
  },
  install: {
    act: l('설치 취소', 'Cancel the installation'),
    title: l('설치를 취소할까요?', 'Cancel the installation?'),
    text: l(
      '진행 중인 작업을 멈춥니다. 이미 한 작업은 그대로 남고, 나중에 이어서 하거나 되돌릴 수 있습니다.',
      'Actions under way are stopped. What was done stays, and can be resumed or undone later.',
    ),
  },
  undo: {
    act: l('되돌리기 취소', 'Cancel the undoing'),
    title: l('되돌리기를 취소할까요?', 'Cancel the undoing?'),
    text: l(
      '되돌리던 작업을 멈춥니다. 이미 되돌린 것은 그대로이고, 다시 되돌리면 나머지를 되돌립니다. 이 설치를 이어서 할 수는 없습니다.',
      'What is being undone is stopped. What was undone stays so; undo again for the rest. The installation can no longer be resumed.',
    ),
  },
  fix: {
    act: l('조치 취소', 'Cancel the fixes'),
    title: l('조치를 취소할까요?', 'Cancel the fixes?'),
    text: cancelFixText,
  },
  'undo-fixes': {
    act: l('조치 되돌리기 취소', 'Cancel taking fixes back'),
    title: l('조치 되돌리기를 취소할까요?', 'Cancel taking fixes back?'),
    text: cancelFixText,
  },
}

/** What a run does, by its kind. */
export const RUN_TITLES: Record<RunKind, Localized> = {
  preflight: l('사전 점검', 'Preflight'),
  install: l('설치', 'Install'),
  undo: l('되돌리기', 'Undo'),
  fix: l('점검 결과 조치', 'Fixes of findings'),
  'undo-fixes': l('조치 되돌리기', 'Taking fixes back'),
}

export const RUN_STATES = {
  running: l('진행 중', 'Running'),
  done: l('마침', 'Done'),
  failed: l('실패', 'Failed'),
  cancelled: l('취소됨', 'Cancelled'),
  interrupted: l('중단됨', 'Interrupted'),
} as const

export const STEP_STATES = {
  pending: l('대기', 'waiting'),
  running: l('진행 중', 'running'),
  done: l('마침', 'done'),
  already: l('이미 되어 있음', 'already so'),
  failed: l('실패', 'failed'),
  cancelled: l('중단됨', 'stopped'),
  undone: l('되돌림', 'undone'),
} as const

export const HOST_STATES = {
  untouched: l('바꾸지 않음', 'Untouched'),
  partial: l('일부 마침', 'Partly done'),
  complete: l('마침', 'Complete'),
  failed: l('실패', 'Failed'),
  uncertain: l('확인 필요', 'Uncertain'),
  undone: l('되돌림', 'Undone'),
} as const

export const log = {
  title: l('실행 로그', 'Log'),
  search: l('로그 검색 (서버에서)', 'Search the log (on the server)'),
  allHosts: l('모든 호스트', 'All hosts'),
  allSteps: l('모든 작업', 'All actions'),
  allLevels: l('모든 수준', 'All levels'),
  host: l('호스트', 'Host'),
  step: l('작업', 'Action'),
  level: l('수준', 'Level'),
  warn: l('경고 이상', 'Warnings and errors'),
  error: l('오류만', 'Errors only'),
  follow: l('따라가기', 'Follow'),
  download: l('내려받기', 'Download'),
  copyLines: l('보이는 줄 복사', 'Copy the lines in view'),
  lines: l('{n}줄', '{n:line|lines}'),
  found: l('{n}줄 찾음', '{n:line|lines} found'),
  foundMore: l('{n}줄 넘게 찾음', 'more than {n:line|lines} found'),
  foundFull: l(
    '{n}줄을 찾았고 더는 보여 주지 않습니다. 검색을 좁히거나 내려받으십시오',
    '{n:line|lines} found, more are not shown: narrow the search, or download it',
  ),
  more: l('더 찾기', 'Find more'),
  lost: l('놓친 줄 {n}', 'lost {n}'),
  delay: l('지연 {ms} ms', 'delay {ms} ms'),
  hint: l(
    '줄 번호를 누르면 링크가 복사됩니다 (키보드: ↑ ↓로 줄 선택)',
    'Press a line number to copy its link (keyboard: ↑ ↓ choose the line)',
  ),
  empty: l('아직 기록된 줄이 없습니다', 'No line has been written yet'),
  nothing: l('찾는 줄이 없습니다', 'No line was found'),
  searching: l('찾고 있습니다', 'Searching'),
  linkOf: l('줄 {n} 링크 복사', 'Copy the link of line {n}'),
} as const
