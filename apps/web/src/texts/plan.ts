import { l } from './localized.ts'

export const plan = {
  title: l('설치 계획', 'Plan'),
  none: l(
    '설치 파일을 준비하고 계획을 만들면, 어느 호스트에서 무엇을 바꿀지 먼저 보여 드립니다.',
    'With the installation files in place, a plan shows what would change on which host.',
  ),
  summary: l(
    '호스트 {hosts}대에서 {actions}개 작업을 합니다. 약 {minutes}분 걸립니다. 아직 아무것도 바꾸지 않았습니다.',
    '{actions:action|actions} on {hosts:host|hosts}, about {minutes:minute|minutes}. Nothing has changed yet.',
  ),
  make: l('계획 만들기', 'Make a plan'),
  again: l('계획 다시 만들기', 'Make the plan again'),
  making: l('호스트를 살펴 계획을 만들고 있습니다 ({s}초)', 'Looking at the hosts ({s} s)'),
  approve: l('승인하고 설치', 'Approve and install'),
  approveTitle: l('이 계획대로 설치할까요?', 'Install by this plan?'),
  approveText: l(
    '호스트 {hosts}대의 설정을 바꾸고 클러스터를 만듭니다. 도중에 취소하거나 실패해도 이어서 할 수 있고, 우리가 바꾼 것은 되돌릴 수 있습니다.',
    'Settings of {hosts:host|hosts} change and a cluster is made. It can be cancelled and resumed, and what we changed can be undone.',
  ),
  noReturn: l('되돌릴 수 없는 지점', 'Point of no return'),
  noReturnText: l(
    '{n}개 작업은 지나면 그 전 상태로 그대로 돌아갈 수 없습니다. 되돌리기는 클러스터를 지웁니다.',
    '{n:action is a point|actions are points} of no return: undoing then takes the cluster away.',
  ),
  hash: l('계획 해시', 'Plan hash'),
  madeAt: l('{at}에 만들었습니다', 'Made {at}'),
  obstacles: l('설치를 막는 것 {n}건', '{n:obstacle|obstacles}'),
  obstaclesText: l('해결하고 계획을 다시 만드십시오.', 'Resolve them and make the plan again.'),
  warnings: l('알아 둘 것 {n}건', '{n:thing|things} to know'),
  toPreflight: l('사전 점검 보기', 'See the preflight'),
  toForm: l('질문지 보기', 'See the questionnaire'),
  actions: l('작업 {n}개', '{n:action|actions}'),
  knownLater: l('실행할 때 정해짐', 'Known when it starts'),
  commands: l('명령', 'Commands'),
  newFile: l('새 파일', 'new file'),
  changedFile: l('바뀌는 파일', 'changed file'),
  notUndoable: l('되돌리지 않음', 'not undone'),
  nothing: l('할 일이 없습니다', 'nothing to do'),
  filesTitle: l('설치 파일', 'Installation files'),
  filesText: l(
    'RKE2 릴리스 파일입니다. 릴리스에 든 sha256 목록과 대조합니다.',
    "The files of an RKE2 release. They are checked against the release's own sha256 list.",
  ),
  version: l('버전 {version}', 'Version {version}'),
  folder: l('이 콘솔 서버의 폴더', "Folder on the console's machine"),
  folderHint: l('예: /media/usb/rke2', 'Example: /media/usb/rke2'),
  useFolder: l('이 폴더 쓰기', 'Use this folder'),
  checking: l('확인하고 있습니다', 'Checking'),
  upload: l('브라우저에서 올리기', 'Upload from the browser'),
  uploading: l('{name} 올리는 중 {percent} %', 'Uploading {name} {percent} %'),
  uploadHint: l(
    '끊겨도 올린 데까지는 남습니다. 같은 파일을 다시 고르면 이어서 올립니다.',
    'An upload that breaks off is kept: choose the same file again and it goes on.',
  ),
  optional: l('선택', 'optional'),
} as const

export const ARTIFACT_STATES = {
  ok: l('확인됨', 'Checked'),
  missing: l('없음', 'Missing'),
  corrupt: l('손상됨', 'Corrupt'),
  unchecked: l('목록에 없음', 'Not listed'),
  uploading: l('올리는 중', 'Partly uploaded'),
} as const
