import { l } from './localized.ts'

export const fixes = {
  open: l('조치…', 'Fix…'),
  title: l('이 문제를 조치할까요?', 'Fix this finding?'),
  text: l(
    '아래에 보이는 그대로 호스트를 바꿉니다. 원래 상태는 호스트에 보관하며 언제든 되돌릴 수 있습니다. 끝나면 관련된 점검만 다시 합니다.',
    'The host is changed exactly as shown below. How it was is kept on the host and can be put back at any time. Afterwards only the checks concerned are run again.',
  ),
  alike: l(
    '결과가 같은 다른 호스트 {n}대도 함께 조치합니다.',
    'Also on {n:other host|other hosts} with the same result',
  ),
  fix: l('조치', 'Fix'),
  notHere: l(
    '콘솔이 이 호스트에서는 조치하지 못합니다. root 권한을 얻지 못했거나, 질문지가 허용하지 않거나(방화벽, SELinux), 필요한 서비스가 없거나 막혀(mask) 있거나, 다루지 않는 방화벽(nftables)입니다. "조치"대로 직접 하십시오.',
    'The console cannot fix this on this host: it did not get root, the questionnaire does not allow it (firewall, SELinux), a service that it needs is not installed or is masked, or the firewall is one that it leaves alone (nftables). Do what is said under "What to do".',
  ),
  all: l('모두 조치…', 'Fix all…'),
  allTitle: l('조치할 수 있는 것을 모두 조치할까요?', 'Fix all that can be fixed?'),
  canFix: l(
    '콘솔이 조치할 수 있는 결과가 {n}건 있습니다 (호스트 {hosts}대)',
    'The console can fix {n:finding|findings} on {hosts:host|hosts}',
  ),
  canFixText: l(
    '무엇을 바꿀지 먼저 보여 주고, 승인한 것만 바꿉니다.',
    'It shows first what it would change, and changes only what you approve.',
  ),
  others: l(
    '이 콘솔이 하지 않은 조치가 {n}건 남아 있습니다 (호스트 {hosts}대)',
    '{n:fix|fixes} on {hosts:host|hosts} not made by this console',
  ),
  othersText: l(
    '{list}. 명령이나 다른 콘솔로 한 것이며, "조치 모두 되돌리기"로 함께 원래대로 되돌립니다.',
    '{list}. Made with the command or by another console; "Undo all our changes" takes them back, too.',
  ),
  looking: l(
    '호스트를 살펴보고 있습니다. 아직 아무것도 바꾸지 않습니다.',
    'Looking at the hosts. Nothing is changed yet.',
  ),
  count: l('호스트 {hosts}대에서 작업 {actions}개를 합니다.', '{actions:action|actions} on {hosts:host|hosts}.'),
  nothing: l('바꿀 것이 없습니다.', 'There is nothing to change.'),
  leftOut: l('살펴보지 못한 호스트 {n}대', '{n:host|hosts} could not be looked at'),

  undoOpen: l('조치 모두 되돌리기…', 'Undo all our changes…'),
  undoTitle: l('조치를 모두 되돌릴까요?', 'Undo all our changes?'),
  undoText: l(
    '콘솔이나 명령으로 조치한 것을 아래와 같이 원래대로 되돌립니다. 설치된 클러스터에 필요한 것은 그대로 둡니다.',
    'What the console or the command has fixed goes back to how it was, as shown below. What an installed cluster needs stays.',
  ),
  undo: l('조치 되돌리기', 'Undo the changes'),
  undoNothing: l('되돌릴 조치가 없습니다.', 'There is nothing to undo.'),
  undoWhere: l('호스트', 'Hosts'),
  allHosts: l('모든 호스트', 'All hosts'),
  keepEdited: l(
    '그 뒤에 누가 고친 것은 고친 대로 남기고 나머지를 되돌립니다.',
    'Leave what somebody has edited since, and undo the rest',
  ),
  keepEditedHint: l(
    '선택하지 않으면 고친 곳에서 멈추고 차이를 보여 줍니다.',
    'Without this, it stops there and shows the difference.',
  ),

  fixing: l('{who} 님이 시작한 조치가 진행 중입니다', 'Fixes that {who} started are under way'),
  undoing: l('{who} 님이 시작한 되돌리기가 진행 중입니다', 'Taking fixes back, started by {who}, is under way'),
  progress: l(
    '작업 {total}개 가운데 {done}개를 마쳤습니다. {passed} 지났습니다.',
    '{done} of {total:action|actions} done, {passed} passed.',
  ),
  progressLabel: l('조치 진행률', 'Progress of the fixes'),
  log: l('진행과 로그', 'Progress and log'),

  fixFailed: l('조치를 마치지 못했습니다', 'The fixes did not come to their end'),
  undoFailed: l('되돌리기를 마치지 못했습니다', 'Taking fixes back did not come to its end'),
  fixCancelled: l('조치를 취소했습니다', 'The fixes were cancelled'),
  undoCancelled: l('되돌리기를 취소했습니다', 'Taking fixes back was cancelled'),
  interrupted: l('콘솔이 꺼져 도중에 멈췄습니다', 'The console went down in the middle'),
  stoppedText: l(
    '이미 바꾼 것은 호스트의 기록에 남아 있어 다시 조치하거나 모두 되돌릴 수 있습니다.',
    'What was changed is recorded on the hosts: fix again, or undo all changes.',
  ),
} as const
