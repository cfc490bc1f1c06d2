import { type ErrorEntry, l } from './entry.ts'

/** Plans and runs. */
export const RUN_ERRORS = {
  RUN_NOT_POSSIBLE: {
    status: 409,
    retry: false,
    what: l('지금 상태({state})에서는 할 수 없습니다.', 'This is not possible in the present state ({state}).'),
    cause: l('작업이 이미 진행 중이거나 끝났습니다.', 'The run is under way or has ended already.'),
    fix: l('화면을 새로 고쳐 현재 상태를 확인하십시오.', 'Reload the page and look at the present state.'),
  },
  RUN_TAKEN_BACK: {
    status: 409,
    retry: false,
    what: l(
      '되돌리기를 시작한 설치는 이어서 할 수 없습니다.',
      'An installation that is being undone cannot be resumed.',
    ),
    cause: l(
      '일부만 되돌린 호스트에서 이어서 하면 옛 클러스터와 새 클러스터가 섞일 수 있습니다.',
      'Hosts that left the cluster and hosts that are still in it would end up in two clusters.',
    ),
    fix: l(
      '되돌리기를 끝까지 마친 뒤 계획을 새로 만들어 승인하십시오.',
      'Undo it to the end, then make a new plan and approve it.',
    ),
  },
  RUN_SUPERSEDED: {
    status: 409,
    retry: false,
    what: l(
      '이 사이트에 더 나중에 시작한 설치({startedAt} UTC)가 있습니다.',
      'A newer installation of this site has begun ({startedAt} UTC).',
    ),
    cause: l(
      '이 실행의 계획은 나중의 설치가 바꾼 것을 모릅니다.',
      'The plan of this run does not know what the newer one changed.',
    ),
    fix: l(
      '나중의 설치를 이어서 하거나 되돌리십시오. 이 설치는 그것을 되돌린 뒤에 되돌릴 수 있습니다.',
      'Resume or undo the newer one. This one can be undone after that one was.',
    ),
  },
  NOTHING_TO_UNDO: {
    status: 409,
    retry: false,
    what: l('이 설치에서 되돌릴 작업이 없습니다.', 'This installation has nothing to undo.'),
    cause: l(
      '이미 모두 되돌렸거나 호스트를 바꾸기 전에 멈췄습니다.',
      'Everything was undone already, or it stopped before it changed a host.',
    ),
    fix: l('다시 설치하려면 계획을 새로 만들어 승인하십시오.', 'To install again, make a new plan and approve it.'),
  },
  PREFLIGHT_BLOCKS: {
    status: 409,
    retry: false,
    what: l(
      '사전 점검에서 설치를 막는 문제가 {n}건 있습니다.',
      'The preflight has problems that block the installation: {n}.',
    ),
    cause: l(
      '계획을 만든 뒤 면제가 취소되거나 기한이 끝났거나, 새 점검에서 문제가 나왔습니다.',
      'Since the plan was made a waiver has expired or was revoked, or a newer preflight found something.',
    ),
    fix: l(
      '사전 점검에서 고치거나 면제한 뒤 다시 승인하십시오.',
      'Fix or waive it under Preflight, then approve again.',
    ),
  },
  PLAN_OUTDATED: {
    status: 409,
    retry: false,
    what: l('승인한 계획이 최신 계획이 아닙니다.', 'The approved plan is not the newest one.'),
    cause: l('그 사이에 답변이나 호스트, 설치 파일이 바뀌었습니다.', 'Answers, hosts or files have changed since.'),
    fix: l('계획을 다시 만들어 확인하고 승인하십시오.', 'Make the plan again, read it and approve it.'),
  },
  PLANNING_NOT_RUNNING: {
    status: 409,
    retry: false,
    what: l('만들고 있는 계획이 없습니다.', 'No plan is being made.'),
    cause: l('방금 끝났거나 다른 사람이 취소했습니다.', 'It has just ended, or somebody else cancelled it.'),
    fix: l('화면에 나온 결과를 확인하십시오.', 'See on the page how it ended.'),
  },
  PLAN_HAS_OBSTACLES: {
    status: 409,
    retry: false,
    what: l('설치를 막는 문제가 있어 시작할 수 없습니다.', 'The plan has obstacles, so it cannot start.'),
    cause: l('계획에 표시된 문제가 남아 있습니다.', 'The obstacles shown in the plan are still there.'),
    fix: l(
      '계획 화면에 표시된 문제를 해결하고 계획을 다시 만드십시오.',
      'Resolve what the plan page shows and make the plan again.',
    ),
  },
  PLAN_CHANGED: {
    status: 409,
    retry: false,
    what: l(
      '승인한 계획과 지금 호스트의 상태가 달라 {phase} 단계 앞에서 멈췄습니다: {detail}',
      'The hosts no longer match the approved plan, so the run stopped before phase {phase}: {detail}',
    ),
    cause: l(
      '승인한 뒤에 누군가 호스트를 바꿨거나 프로그램이 업데이트되었습니다.',
      'Somebody changed a host after the approval, or the program was updated.',
    ),
    fix: l(
      '차이를 확인하고 계획을 다시 만들어 승인하십시오.',
      'Look at the difference, then make the plan again and approve it.',
    ),
  },
  PLAN_SHOWS_SECRET: {
    status: 500,
    retry: false,
    what: l(
      '설치 계획의 {action} 작업에 비밀 값이 드러나 계획을 만들지 않았습니다.',
      'A secret value would show in action {action}, so no plan was made.',
    ),
    cause: l(
      '비밀번호가 설치에 쓰이는 단어와 같거나, 제품의 결함입니다.',
      'A password equals a word that the installation uses, or this is a defect of the product.',
    ),
    fix: l(
      '흔한 단어가 아닌 비밀번호로 바꾸고 다시 만드십시오. 계속되면 지원팀에 알려 주십시오.',
      'Use a password that is not a common word and try again; if it persists, tell support.',
    ),
  },
  PASSWORD_NOT_MADE: {
    status: 404,
    retry: false,
    what: l('콘솔이 만든 비밀번호가 아닙니다: {field}', 'This is no password that the console made: {field}'),
    cause: l(
      '사람이 입력한 비밀번호이거나, 아직 만들지 않았습니다. 비워 둔 비밀번호는 설치 계획을 만들 때 생깁니다.',
      'A person typed it, or it is not made yet: what the questionnaire leaves to the console is made with the plan.',
    ),
    fix: l(
      '입력한 사람에게 물으십시오. 콘솔이 만든 비밀번호의 목록은 astrago password list로 볼 수 있습니다.',
      'Ask the person who typed it. `astrago password list` names those that the console made.',
    ),
  },
  KUBECONFIG_MISSING: {
    status: 404,
    retry: false,
    what: l('{site} 사이트에는 보관된 kubeconfig가 없습니다.', 'No kubeconfig is kept for the site {site}.'),
    cause: l(
      '설치가 kubeconfig를 가져오는 단계까지 가지 않았거나, 설치를 되돌렸습니다.',
      'No installation has come as far as fetching it, or the installation was undone.',
    ),
    fix: l(
      '설치를 마친 뒤 다시 받으십시오. 설치 화면에서 진행 상태를 볼 수 있습니다.',
      'Finish the installation, then ask again; the install page shows how far it is.',
    ),
  },
  STEP_NOT_VERIFIED: {
    status: 502,
    retry: true,
    what: l(
      '{host}에서 {action} 작업을 마쳤지만 확인해 보니 적용되지 않았습니다.',
      'Action {action} ended on {host}, but checking shows that it did not take effect.',
    ),
    cause: l(
      '다른 프로그램이 설정을 되돌렸거나 서비스가 아직 뜨지 않았습니다.',
      'Another program put the setting back, or a service is not up yet.',
    ),
    fix: l(
      '로그에서 해당 작업의 출력을 확인하고 원인을 고친 뒤 다시 시도하십시오.',
      'See the output of the action in the log, fix the cause, then try again.',
    ),
  },
  LEASE_LOST: {
    status: 409,
    retry: false,
    what: l(
      '이 사이트의 작업 권한을 잃어 실행을 멈췄습니다.',
      'The run stopped because it no longer owns the work on this site.',
    ),
    cause: l(
      '콘솔이 30초 넘게 멈춰 있었거나, 콘솔의 디스크가 가득 찼거나, 다른 콘솔이 작업을 넘겨받았습니다.',
      'The console stood still for over 30 s, its disk was full, or another console took over.',
    ),
    fix: l(
      '다른 콘솔에서 진행 중인 작업이 없는지 확인한 뒤 다시 시도하십시오.',
      'Check that no other console works on the site, then try again.',
    ),
  },
  UNDO_INCOMPLETE: {
    status: 502,
    retry: false,
    what: l('작업 {count}개를 되돌리지 못했습니다: {detail}', '{count} actions could not be undone: {detail}'),
    cause: l('작업마다 원인이 다릅니다. 로그를 보십시오.', 'Each has its own cause; see the log.'),
    fix: l(
      '원인을 고친 뒤 되돌리기를 다시 실행하십시오. 되돌린 작업은 건너뜁니다.',
      'Fix the causes and undo again; what was undone is skipped.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
