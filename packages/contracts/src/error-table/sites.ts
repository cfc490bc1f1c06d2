import { type ErrorEntry, l } from './entry.ts'

/** A site and its questionnaire. */
export const SITE_ERRORS = {
  SECTION_CHANGED: {
    status: 409,
    retry: false,
    what: l('{who} 님이 그 사이에 이 항목을 저장했습니다.', '{who} saved this section in the meantime.'),
    cause: l('두 사람이 같은 항목을 함께 고치고 있습니다.', 'Two people are editing the same section.'),
    fix: l('바뀐 값을 확인하고 어느 값을 남길지 고르십시오.', 'Look at the changed values and choose which to keep.'),
  },
  SITE_BUSY: {
    status: 409,
    retry: true,
    what: l('이 사이트에서 다른 작업이 진행 중입니다 ({owner}).', 'Other work is under way on this site ({owner}).'),
    cause: l(
      '다른 창, 다른 콘솔이나 명령이 같은 사이트를 다루고 있습니다.',
      'Another window, console or command works on the same site.',
    ),
    fix: l(
      '그 작업이 끝나기를 기다리거나 취소한 뒤 다시 시도하십시오.',
      'Wait until it ends, or cancel it, then try again.',
    ),
  },
  SITE_ARCHIVED: {
    status: 409,
    retry: false,
    what: l('보관된 사이트에서는 할 수 없습니다.', 'This cannot be done on an archived site.'),
    cause: l('사이트가 보관되어 있습니다.', 'The site is archived.'),
    fix: l(
      '사이트 목록에서 보관을 풀고 다시 시도하십시오.',
      'Take the site out of the archive in the list of sites, then try again.',
    ),
  },
  SITE_NOT_REACHABLE_THIS_WAY: {
    status: 409,
    retry: false,
    what: l('이 서버 사이트에서는 할 수 없는 작업입니다.', 'This cannot be done on the site of this machine.'),
    cause: l(
      '이 사이트는 콘솔이 떠 있는 서버를 점검하기 위한 것입니다.',
      'That site is there to check the machine that runs the console.',
    ),
    fix: l('설치하려면 새 사이트를 만들고 노드를 입력하십시오.', 'To install, make a site and enter its nodes.'),
  },
  SITE_YAML_INVALID: {
    status: 400,
    retry: false,
    what: l('site.yaml을 읽을 수 없습니다: {detail}', 'Cannot read the site.yaml: {detail}'),
    cause: l('형식이 다르거나 값이 규칙에 맞지 않습니다.', 'It is not of the right form, or values break their rules.'),
    fix: l('표시된 줄을 고친 뒤 다시 올리십시오.', 'Correct the named lines, then import again.'),
  },
  SECRET_REF_UNRESOLVED: {
    status: 400,
    retry: false,
    what: l('비밀 값을 찾을 수 없습니다: {ref}', 'Cannot find the secret value: {ref}'),
    cause: l(
      '환경 변수나 파일이 없거나 읽을 수 없습니다.',
      'The environment variable or the file is missing or cannot be read.',
    ),
    fix: l('참조를 고치거나 값을 마련하십시오.', 'Correct the reference or provide the value.'),
  },
  NODES_MISSING: {
    status: 409,
    retry: false,
    what: l('노드 표가 비어 있습니다.', 'The table of servers is empty.'),
    cause: l('질문지에 설치할 서버가 아직 없습니다.', 'The questionnaire names no server to install on yet.'),
    fix: l('질문지의 서버 항목에서 노드 표를 채우십시오.', 'Fill the table of servers in the questionnaire.'),
  },
  DISTRIBUTION_NOT_SUPPORTED: {
    status: 409,
    retry: false,
    what: l('이 콘솔은 {name} 배포판을 설치하지 않습니다.', 'This console does not install {name}.'),
    cause: l('사이트에 RKE2가 아닌 배포판이 선택되어 있습니다.', 'The site names a distribution other than RKE2.'),
    fix: l(
      '사이트 설정에서 배포판을 RKE2로 바꾸십시오. 사전 점검과 보고서는 그대로 쓸 수 있습니다.',
      'Choose RKE2 in the settings of the site. Preflight and reports work as they are.',
    ),
  },
  NOT_WAIVABLE: {
    status: 409,
    retry: false,
    what: l('이 결과는 면제할 수 없습니다: {check} ({host})', 'This verdict cannot be waived: {check} ({host})'),
    cause: l(
      '설치를 막는 실패가 아니거나 면제할 수 없는 등급(block!)입니다.',
      'It does not stand in the way of the installation, or its severity is block!, which nobody can waive.',
    ),
    fix: l('원인을 고친 뒤 다시 점검하십시오.', 'Fix the cause, then check again.'),
  },
  NOT_FIXABLE: {
    status: 409,
    retry: false,
    what: l(
      '콘솔이 바로잡을 수 있는 결과가 아닙니다: {check} ({host})',
      'The console cannot put this finding right: {check} ({host})',
    ),
    cause: l(
      '새 점검에서 결과가 바뀌었거나, 이 호스트에서 root 권한을 얻지 못합니다.',
      'A newer preflight found something else, or the console does not get root on this host.',
    ),
    fix: l('최신 점검 결과를 보고 다시 고르십시오.', 'Look at the newest preflight and choose again.'),
  },
  FINDING_CHANGED: {
    status: 409,
    retry: false,
    what: l(
      '그 사이에 점검 결과가 바뀌었습니다: {check} ({host})',
      'The finding has changed meanwhile: {check} ({host})',
    ),
    cause: l('면제하려던 값과 지금 확인한 값이 다릅니다.', 'What was to be waived is not what was found last.'),
    fix: l('최신 점검 결과를 보고 다시 판단하십시오.', 'Look at the newest preflight and decide again.'),
  },
} as const satisfies Record<string, ErrorEntry>
