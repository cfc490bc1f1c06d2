import type { Localized } from './text.ts'

type ErrorEntry = { status: number; retry: boolean; what: Localized; cause: Localized; fix: Localized }

const l = (ko: string, en: string): Localized => ({ ko, en })

/**
 * The one table of errors: HTTP status, whether trying again may help, and what a person reads. `{host}` and the
 * other names in braces are filled from the error's params.
 */
export const ERRORS = {
  INTERNAL: {
    status: 500,
    retry: false,
    what: l('콘솔 내부에서 예상하지 못한 오류가 났습니다.', 'The console hit an error it did not expect.'),
    cause: l('제품의 결함일 가능성이 큽니다.', 'Most likely a defect of this product.'),
    fix: l('서버 로그의 해당 시각을 지원팀에 전달해 주십시오.', 'Send the server log around this time to support.'),
  },
  VALIDATION_FAILED: {
    status: 400,
    retry: false,
    what: l('입력값이 올바르지 않습니다: {detail}', 'The input is not valid: {detail}'),
    cause: l('표시된 항목의 값이 규칙에 맞지 않습니다.', 'The marked values do not follow their rules.'),
    fix: l('표시된 항목을 고친 뒤 다시 보내십시오.', 'Correct the marked values and send again.'),
  },
  NOT_FOUND: {
    status: 404,
    retry: false,
    what: l('찾을 수 없습니다: {what}', 'Not found: {what}'),
    cause: l('주소가 바뀌었거나 지워졌습니다.', 'It was removed, or the address is wrong.'),
    fix: l('목록으로 돌아가 다시 여십시오.', 'Go back to the list and open it again.'),
  },
  HOST_UNREACHABLE: {
    status: 502,
    retry: true,
    what: l('{host}에 연결할 수 없습니다 ({detail}).', 'Cannot reach {host} ({detail}).'),
    cause: l(
      '호스트가 꺼져 있거나, 주소가 틀렸거나, 방화벽이 SSH 포트를 막고 있습니다.',
      'The host is off, the address is wrong, or a firewall drops the SSH port.',
    ),
    fix: l(
      '이 서버에서 해당 주소와 포트로 접속되는지 확인하고 다시 시도하십시오.',
      'Check that this machine can open that address and port, then try again.',
    ),
  },
  HOST_REFUSED: {
    status: 502,
    retry: true,
    what: l('{host}가 SSH 연결을 거부했습니다 ({detail}).', '{host} refused the SSH connection ({detail}).'),
    cause: l('sshd가 떠 있지 않거나 다른 포트를 씁니다.', 'sshd is not running or listens on another port.'),
    fix: l('호스트에서 sshd 상태와 포트를 확인하십시오.', 'Check sshd and its port on the host.'),
  },
  HOST_AUTH_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에 {user} 계정으로 로그인하지 못했습니다.', 'Could not log in to {host} as {user}.'),
    cause: l(
      '비밀번호나 키가 틀렸거나, 비밀번호가 만료되었거나, 그 방식의 로그인이 금지되어 있습니다.',
      'Wrong password or key, an expired password, or this way of logging in is not allowed.',
    ),
    fix: l('사전 질문지의 계정 항목을 확인하십시오.', 'Check the accounts section of the questionnaire.'),
  },
  HOST_KEY_UNCONFIRMED: {
    status: 409,
    retry: false,
    what: l(
      '{host}의 호스트 키를 아직 확인하지 않았습니다 ({offered}).',
      'The host key of {host} is not confirmed yet ({offered}).',
    ),
    cause: l('처음 만나는 호스트입니다.', 'This host is met for the first time.'),
    fix: l(
      '호스트 화면에서 지문을 대조하고 확인하십시오.',
      'Compare the fingerprint on the hosts page and confirm it.',
    ),
  },
  HOST_KEY_CHANGED: {
    status: 502,
    retry: false,
    what: l(
      '{host}의 호스트 키가 바뀌어 연결하지 않았습니다. 저장된 지문 {pinned}, 지금 지문 {offered}',
      'The host key of {host} has changed, so the connection was refused. Pinned {pinned}, offered {offered}',
    ),
    cause: l(
      '서버를 다시 설치했거나, 주소가 다른 서버로 옮겨 갔거나, 누군가 중간에 있습니다.',
      'The server was reinstalled, the address moved to another machine, or someone is in between.',
    ),
    fix: l(
      '서버 담당자에게 새 지문을 확인한 뒤 호스트 화면에서 다시 승인하십시오.',
      'Ask the owner of the server for its new fingerprint, then confirm it on the hosts page.',
    ),
  },
  HOST_SUDO_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에서 sudo를 쓸 수 없습니다 ({detail}).', 'sudo does not work on {host} ({detail}).'),
    cause: l(
      'sudo 비밀번호가 틀렸거나 계정에 권한이 없거나 sudo가 설치되어 있지 않습니다.',
      'The sudo password is wrong, the account has no right to sudo, or sudo is not installed.',
    ),
    fix: l('사전 질문지의 sudo 항목을 확인하십시오.', 'Check the sudo answers of the questionnaire.'),
  },
  HOST_TIMEOUT: {
    status: 504,
    retry: true,
    what: l(
      '{host}에서 명령이 {seconds}초 안에 끝나지 않았습니다.',
      'A command on {host} did not end within {seconds} s.',
    ),
    cause: l('호스트가 느리거나 명령이 멈췄습니다.', 'The host is slow or the command hangs.'),
    fix: l(
      '호스트의 부하와 디스크, DNS를 확인하고 다시 시도하십시오.',
      "Check the host's load, disks and DNS, then try again.",
    ),
  },
  HOST_LOST: {
    status: 502,
    retry: true,
    what: l(
      '작업 중에 {host}와의 연결이 끊어졌습니다.',
      'The connection to {host} was lost in the middle of the work.',
    ),
    cause: l('네트워크가 끊겼거나 호스트가 재시작되었습니다.', 'The network broke or the host restarted.'),
    fix: l('호스트가 켜져 있는지 확인하고 이어서 실행하십시오.', 'Check that the host is up, then resume.'),
  },
  HOST_COMMAND_FAILED: {
    status: 502,
    retry: false,
    what: l(
      '{host}에서 명령이 코드 {code}로 실패했습니다: {detail}',
      'A command failed on {host} with code {code}: {detail}',
    ),
    cause: l('로그에 남은 명령의 출력을 보십시오.', 'See the output of the command in the log.'),
    fix: l('원인을 고친 뒤 이어서 실행하십시오.', 'Fix the cause, then resume.'),
  },
  HOST_UPLOAD_CORRUPT: {
    status: 502,
    retry: true,
    what: l('{host}로 보낸 파일이 원본과 다릅니다: {path}', 'The file sent to {host} differs from its source: {path}'),
    cause: l(
      '전송 중 손상되었거나 호스트의 디스크가 가득 찼습니다.',
      "It was damaged on the way, or the host's disk is full.",
    ),
    fix: l('디스크 여유를 확인하고 이어서 실행하십시오.', 'Check the free space on the disk, then resume.'),
  },
  DATA_FOLDER_IN_USE: {
    status: 409,
    retry: false,
    what: l(
      '데이터 폴더를 다른 콘솔이 쓰고 있습니다: {path} (pid {pid})',
      'Another console uses this data folder: {path} (pid {pid})',
    ),
    cause: l('콘솔이 이미 떠 있습니다.', 'A console is already running.'),
    fix: l(
      '떠 있는 콘솔을 쓰거나 멈춘 뒤 다시 시작하십시오. 다른 폴더는 --data-dir로 지정합니다.',
      'Use the running console or stop it first. --data-dir names another folder.',
    ),
  },
  DATA_FOLDER_NEWER: {
    status: 409,
    retry: false,
    what: l(
      '데이터 폴더가 이 프로그램보다 새 버전에서 만들어졌습니다: {path} ({migration})',
      'The data folder was made by a newer version of this program: {path} ({migration})',
    ),
    cause: l('더 오래된 버전의 프로그램을 실행했습니다.', 'An older version of the program was started.'),
    fix: l(
      '새 버전을 실행하거나 백업에서 되돌리십시오. 폴더는 건드리지 않았습니다.',
      'Start the newer version, or restore a backup. The folder was left untouched.',
    ),
  },
  DATA_FOLDER_UNUSABLE: {
    status: 500,
    retry: false,
    what: l('데이터 폴더를 쓸 수 없습니다: {path} ({detail})', 'The data folder cannot be used: {path} ({detail})'),
    cause: l(
      '권한이 없거나 경로가 폴더가 아니거나 디스크가 읽기 전용입니다.',
      'No permission, not a folder, or the disk is read-only.',
    ),
    fix: l(
      '경로와 권한을 확인하거나 --data-dir로 다른 폴더를 지정하십시오.',
      'Check the path and its permissions, or name another folder with --data-dir.',
    ),
  },
  VAULT_KEY_MISSING: {
    status: 500,
    retry: false,
    what: l('금고 열쇠 파일이 없습니다: {path}', 'The key file of the vault is missing: {path}'),
    cause: l(
      '열쇠 파일이 지워졌거나 데이터 폴더만 다른 서버로 옮겨졌습니다.',
      'The key file was removed, or the data folder alone was moved to another machine.',
    ),
    fix: l(
      '열쇠 파일을 되돌려 놓거나 암호로 보호된 백업에서 복원하십시오.',
      'Put the key file back, or restore a backup made with a passphrase.',
    ),
  },
  VAULT_KEY_WRONG: {
    status: 500,
    retry: false,
    what: l(
      '금고 열쇠가 이 데이터 폴더의 것이 아닙니다: {path}',
      'The vault key does not belong to this data folder: {path}',
    ),
    cause: l(
      '다른 설치의 열쇠 파일이나 다른 암호를 지정했습니다.',
      'The key file of another installation, or another passphrase, was given.',
    ),
    fix: l('맞는 열쇠 파일이나 암호를 지정하십시오.', 'Give the right key file or passphrase.'),
  },
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
  NOT_LOGGED_IN: {
    status: 401,
    retry: false,
    what: l('로그인이 필요합니다.', 'You need to log in.'),
    cause: l('로그인하지 않았거나 세션이 끝났습니다.', 'You are not logged in, or the session has ended.'),
    fix: l('다시 로그인하십시오.', 'Log in again.'),
  },
  NOT_ALLOWED: {
    status: 403,
    retry: false,
    what: l('이 작업을 할 권한이 없습니다.', 'You are not allowed to do this.'),
    cause: l('계정의 역할로는 열 수 없는 작업입니다.', 'The role of your account does not include it.'),
    fix: l('리셀러 계정으로 로그인하거나 관리자에게 요청하십시오.', 'Log in as a reseller, or ask one.'),
  },
  LOGIN_FAILED: {
    status: 401,
    retry: false,
    what: l('이름이나 비밀번호가 맞지 않습니다.', 'The name or the password is wrong.'),
    cause: l(
      '오타이거나, 계정이 없거나 사용 중지되었습니다.',
      'A typing error, or the account does not exist or is disabled.',
    ),
    fix: l(
      '다시 입력하십시오. 잊었다면 이 서버의 셸에서 astrago user reset을 실행하십시오.',
      'Try again. If it is forgotten, run astrago user reset in the shell of this machine.',
    ),
  },
  LINK_INVALID: {
    status: 401,
    retry: false,
    what: l(
      '링크가 이미 쓰였거나 만료되었거나 취소되었습니다.',
      'The link was used already, has expired or was revoked.',
    ),
    cause: l('한 번만 쓸 수 있는 링크이거나 기한이 지났습니다.', 'It works once only, or its time is over.'),
    fix: l('새 링크를 요청하십시오.', 'Ask for a new link.'),
  },
  TOO_MANY_TRIES: {
    status: 429,
    retry: true,
    what: l('시도가 너무 많습니다. {seconds}초 뒤에 다시 시도하십시오.', 'Too many tries. Try again in {seconds} s.'),
    cause: l('짧은 시간에 같은 요청이 반복되었습니다.', 'The same request was repeated in a short time.'),
    fix: l('잠시 기다린 뒤 다시 시도하십시오.', 'Wait a moment, then try again.'),
  },
  REQUEST_NOT_TRUSTED: {
    status: 403,
    retry: false,
    what: l('다른 사이트에서 보낸 요청이라 거부했습니다.', 'The request came from another site and was refused.'),
    cause: l(
      '요청에 콘솔의 표시가 없거나 출처가 다릅니다.',
      'It lacks the mark of the console, or its origin differs.',
    ),
    fix: l('콘솔 주소로 직접 접속해 다시 시도하십시오.', 'Open the console at its own address and try again.'),
  },
  NAME_TAKEN: {
    status: 409,
    retry: false,
    what: l('이미 있는 이름입니다: {name}', 'This name is taken: {name}'),
    cause: l('같은 이름이 이미 있습니다.', 'The same name exists already.'),
    fix: l('다른 이름을 쓰십시오.', 'Choose another name.'),
  },
  LAST_RESELLER: {
    status: 409,
    retry: false,
    what: l('마지막 리셀러 계정은 사용 중지할 수 없습니다.', 'The last reseller account cannot be disabled.'),
    cause: l('사용 중지하면 아무도 관리할 수 없습니다.', 'Nobody could administer the console any more.'),
    fix: l('다른 리셀러를 먼저 추가하십시오.', 'Add another reseller first.'),
  },
  NOT_ACCEPTABLE: {
    status: 409,
    retry: false,
    what: l('이 결과는 면제할 수 없습니다: {check}', 'This verdict cannot be accepted: {check}'),
    cause: l(
      '실패가 아니거나 면제할 수 없는 등급(block!)입니다.',
      'It is no failure, or its severity is block!, which nobody can accept.',
    ),
    fix: l('원인을 고친 뒤 다시 점검하십시오.', 'Fix the cause, then check again.'),
  },
  RUN_NOT_POSSIBLE: {
    status: 409,
    retry: false,
    what: l('지금 상태({state})에서는 할 수 없습니다.', 'This is not possible in the present state ({state}).'),
    cause: l('작업이 이미 진행 중이거나 끝났습니다.', 'The run is under way or has ended already.'),
    fix: l('화면을 새로 고쳐 현재 상태를 확인하십시오.', 'Reload the page and look at the present state.'),
  },
  PLAN_OUTDATED: {
    status: 409,
    retry: false,
    what: l('승인한 계획이 최신 계획이 아닙니다.', 'The approved plan is not the newest one.'),
    cause: l('그 사이에 답변이나 호스트, 설치 파일이 바뀌었습니다.', 'Answers, hosts or files have changed since.'),
    fix: l('계획을 다시 만들어 확인하고 승인하십시오.', 'Make the plan again, read it and approve it.'),
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
  PORT_IN_USE: {
    status: 409,
    retry: false,
    what: l('{host}:{port} 포트를 다른 프로그램이 쓰고 있습니다.', 'Another program uses port {port} on {host}.'),
    cause: l(
      '콘솔이 이미 떠 있거나 다른 서비스가 그 포트를 씁니다.',
      'A console is running already, or another service has the port.',
    ),
    fix: l('--port로 다른 포트를 지정하십시오.', 'Choose another port with --port.'),
  },
  LISTEN_FAILED: {
    status: 500,
    retry: false,
    what: l('{host}:{port}에서 접속을 받을 수 없습니다 ({detail}).', 'Cannot listen on {host}:{port} ({detail}).'),
    cause: l(
      '이 서버에 없는 주소이거나 1024보다 작은 포트를 쓸 권한이 없습니다.',
      'The address is not of this machine, or ports below 1024 need a right that is missing.',
    ),
    fix: l('--host와 --port를 확인하십시오.', 'Check --host and --port.'),
  },
  UPLOAD_OFFSET_WRONG: {
    status: 409,
    retry: true,
    what: l(
      '이어받을 위치가 맞지 않습니다. {offset}부터 보내십시오.',
      'The upload goes on at another place: send from {offset}.',
    ),
    cause: l(
      '앞 조각의 응답을 받지 못했거나 두 창에서 함께 올리고 있습니다.',
      'The answer to the last piece was lost, or two windows upload the same file.',
    ),
    fix: l('표시된 위치부터 다시 보내십시오.', 'Send from the named offset.'),
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
  REPORT_FAILED: {
    status: 500,
    retry: true,
    what: l('보고서를 만들지 못했습니다 ({detail}).', 'The report could not be made ({detail}).'),
    cause: l('글꼴이나 작업 스레드를 쓸 수 없습니다.', 'A font or the worker thread is not available.'),
    fix: l('다시 시도하고, 계속되면 HTML 보고서를 쓰십시오.', 'Try again; if it persists, use the HTML report.'),
  },
  CONSOLE_UNREACHABLE: {
    status: 503,
    retry: true,
    what: l('콘솔에 연결할 수 없습니다.', 'The console cannot be reached.'),
    cause: l(
      '콘솔이 멈췄거나 이 컴퓨터와 콘솔 사이의 네트워크가 끊겼습니다.',
      'The console has stopped, or the network between this computer and it is down.',
    ),
    fix: l(
      '콘솔이 떠 있는지 확인하고 다시 시도하십시오. 저장된 내용은 그대로 있습니다.',
      'Check that the console is running, then try again. What was saved is still there.',
    ),
  },
  PLAN_CHANGED: {
    status: 409,
    retry: false,
    what: l(
      '승인한 설치 계획과 지금 호스트의 상태가 달라 {phase} 단계 앞에서 멈췄습니다: {detail}',
      'The hosts no longer match the approved plan, so the run stopped before phase {phase}: {detail}',
    ),
    cause: l(
      '승인한 뒤에 누군가 호스트를 바꿨거나 프로그램이 업데이트되었습니다.',
      'Somebody changed a host after the approval, or the program was updated.',
    ),
    fix: l(
      '차이를 확인하고 설치 계획을 다시 만들어 승인하십시오.',
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
      '로그에서 해당 작업의 출력을 확인하고 원인을 고친 뒤 이어서 실행하십시오.',
      'See the output of the action in the log, fix the cause, then resume.',
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
      '콘솔이 30초 넘게 멈춰 있었거나 다른 콘솔이 작업을 넘겨받았습니다.',
      'The console stood still for over 30 s, or another console took over.',
    ),
    fix: l(
      '다른 콘솔에서 진행 중인 작업이 없는지 확인한 뒤 이어서 실행하십시오.',
      'Check that no other console works on the site, then resume.',
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
  STORE_DISK_FULL: {
    status: 507,
    retry: true,
    what: l('콘솔의 디스크가 가득 차 기록할 수 없습니다: {path}', 'The disk of the console is full: {path}'),
    cause: l(
      '데이터 폴더가 있는 파일 시스템에 남은 공간이나 할당량이 없습니다.',
      'The file system of the data folder has no space or quota left.',
    ),
    fix: l(
      '공간을 비우고 이어서 실행하십시오. 지금까지 기록된 내용은 그대로 있습니다.',
      'Free some space, then resume. What was written so far is safe.',
    ),
  },
  STORE_WRITE_FAILED: {
    status: 500,
    retry: true,
    what: l('파일에 기록하지 못했습니다: {path} ({detail})', 'A file could not be written: {path} ({detail})'),
    cause: l('디스크가 읽기 전용이거나 고장이 났습니다.', 'The disk is read-only or failing.'),
    fix: l('서버의 디스크 상태를 확인하고 이어서 실행하십시오.', 'Check the disk of this machine, then resume.'),
  },
  JOURNAL_DAMAGED: {
    status: 500,
    retry: false,
    what: l(
      '실행 기록의 {offset}바이트 위치를 읽을 수 없습니다: {path}',
      'The journal cannot be read at byte {offset}: {path}',
    ),
    cause: l('디스크 오류가 났거나 파일을 누군가 고쳤습니다.', 'A disk error, or the file was edited.'),
    fix: l(
      '백업에서 파일을 되돌리거나 지원팀에 전달해 주십시오.',
      'Restore the file from a backup, or send it to support.',
    ),
  },
  ARTIFACT_FOLDER_UNUSABLE: {
    status: 400,
    retry: false,
    what: l(
      '설치 파일 폴더를 쓸 수 없습니다: {path} ({detail})',
      'The artifact folder cannot be used: {path} ({detail})',
    ),
    cause: l(
      '경로가 틀렸거나, 폴더가 아니거나, 콘솔 계정에 읽기 권한이 없습니다.',
      'The path is wrong, is not a folder, or the console may not read it.',
    ),
    fix: l(
      '콘솔이 실행 중인 서버의 절대 경로와 읽기 권한을 확인하십시오.',
      'Give an absolute path on the machine of the console, and check that it may be read.',
    ),
  },
  ARTIFACT_UNREADABLE: {
    status: 400,
    retry: false,
    what: l('설치 파일을 읽을 수 없습니다: {path} ({detail})', 'An artifact cannot be read: {path} ({detail})'),
    cause: l('파일 권한이나 디스크 오류일 수 있습니다.', 'The permissions of the file, or a disk error.'),
    fix: l(
      '파일 권한을 확인하고 다시 검사하십시오.',
      'Check the permissions of the file, then inspect the folder again.',
    ),
  },
  ARTIFACT_CORRUPT: {
    status: 409,
    retry: false,
    what: l(
      '설치 파일이 검사한 뒤에 바뀌었거나 손상되었습니다: {path}',
      'An artifact changed since it was inspected, or is damaged: {path}',
    ),
    cause: l(
      '파일을 덮어썼거나 지웠거나 복사가 중간에 끊겼습니다.',
      'It was replaced, removed, or copied only in part.',
    ),
    fix: l(
      '파일을 다시 받아 폴더에 넣고 다시 검사하십시오.',
      'Get the file again, put it into the folder and inspect the folder again.',
    ),
  },
  FIREWALL_CONFLICT: {
    status: 409,
    retry: false,
    what: l(
      '{host}에서 방화벽({firewall})이 동작 중이어서 멈췄습니다.',
      'A firewall ({firewall}) is active on {host}, so the work stopped.',
    ),
    cause: l(
      '사전 질문지의 방화벽 정책과 호스트의 상태가 맞지 않습니다.',
      'The firewall policy of the questionnaire and the host do not agree.',
    ),
    fix: l(
      "방화벽 정책을 '필요한 포트만 열기' 또는 '고객 관리'로 바꾸거나, 서버 담당자가 방화벽을 직접 정리하십시오.",
      "Choose 'open what is needed' or 'managed by the customer', or let the owner of the server settle the firewall.",
    ),
  },
  KERNEL_MODULE_MISSING: {
    status: 409,
    retry: false,
    what: l(
      '{host}에서 커널 모듈 {module}을(를) 쓸 수 없습니다.',
      'The kernel module {module} is not available on {host}.',
    ),
    cause: l(
      '커널 모듈 패키지(예: kernel-modules-extra)가 없거나 적재가 금지되어 있습니다.',
      'The package with the module (kernel-modules-extra, for one) is missing, or loading is forbidden.',
    ),
    fix: l(
      '실행 중인 커널에 맞는 모듈 패키지를 설치한 뒤 이어서 실행하십시오.',
      'Install the module package of the running kernel, then resume.',
    ),
  },
  CLUSTER_START_FAILED: {
    status: 502,
    retry: false,
    what: l(
      '{host}에서 {service}가 시작되지 않습니다. 마지막 로그: {detail}',
      '{service} does not start on {host}. Last log lines: {detail}',
    ),
    cause: l(
      '서비스가 오류로 끝나기를 되풀이합니다. 원인은 로그에 있습니다.',
      'The service keeps ending with an error; the log tells why.',
    ),
    fix: l('로그의 원인을 고친 뒤 이어서 실행하십시오.', 'Fix what the log names, then resume.'),
  },
  CLUSTER_START_TIMEOUT: {
    status: 504,
    retry: false,
    what: l(
      '{host}에서 {service}가 {seconds}초 안에 준비되지 않았습니다. 마지막 로그: {detail}',
      '{service} on {host} was not ready within {seconds} s. Last log lines: {detail}',
    ),
    cause: l(
      '디스크가 느려 이미지 풀기가 오래 걸리거나 서비스가 멈췄습니다.',
      'A slow disk makes unpacking the images long, or the service hangs.',
    ),
    fix: l(
      '디스크 속도와 남은 공간을 확인하고 이어서 실행하십시오. 서비스는 멈춘 상태이며 다시 시작됩니다.',
      'Check the speed and free space of the disk, then resume. The service was stopped and will be started again.',
    ),
  },
  CLUSTER_TOKEN_MISMATCH: {
    status: 409,
    retry: false,
    what: l(
      '{host}의 클러스터 토큰이 맞지 않아 합류가 거부되었습니다. 마지막 로그: {detail}',
      'The cluster refused {host} because of its token. Last log lines: {detail}',
    ),
    cause: l(
      '다른 클러스터의 서버에 접속했거나, 이 호스트나 첫 서버에 예전 설치의 흔적이 있습니다.',
      'The join address leads to another cluster, or this host or the first server holds remains of an earlier one.',
    ),
    fix: l(
      '합류 주소를 확인하고, 남은 설치를 rke2-uninstall.sh로 지운 뒤 이어서 실행하십시오.',
      'Check the join address, remove what is left with rke2-uninstall.sh, then resume.',
    ),
  },
  CLUSTER_CONFIG_MISMATCH: {
    status: 409,
    retry: false,
    what: l(
      '{host}의 설정이 클러스터와 달라 합류가 거부되었습니다. 마지막 로그: {detail}',
      'The cluster refused {host} because its settings differ. Last log lines: {detail}',
    ),
    cause: l(
      'cluster-cidr, service-cidr처럼 모든 서버에서 같아야 하는 값이 다릅니다.',
      'A value that must be the same on all servers differs, such as cluster-cidr or service-cidr.',
    ),
    fix: l(
      '/etc/rancher/rke2/config.yaml과 config.yaml.d를 다른 서버와 비교하고, 고친 뒤 이어서 실행하십시오.',
      'Compare /etc/rancher/rke2/config.yaml and config.yaml.d with the other servers, correct them, then resume.',
    ),
  },
  CLUSTER_IMAGES_BROKEN: {
    status: 409,
    retry: false,
    what: l(
      '{host}에서 이미지 파일을 불러오지 못했습니다. 마지막 로그: {detail}',
      '{host} could not load its image files. Last log lines: {detail}',
    ),
    cause: l(
      'agent/images의 파일이 없거나 손상되었거나 다른 버전의 것입니다.',
      'A file in agent/images is missing, damaged, or of another release.',
    ),
    fix: l(
      '이어서 실행하면 파일을 다시 확인하고 보냅니다. 되풀이되면 디스크를 점검하십시오.',
      'Resume: the files are verified and sent again. If it happens again, check the disk.',
    ),
  },
  CLUSTER_JOIN_UNREACHABLE: {
    status: 504,
    retry: false,
    what: l(
      '{host}에서 합류 주소 {address}:{port}에 {seconds}초 동안 연결되지 않았습니다 ({detail}).',
      '{host} could not reach the join address {address}:{port} for {seconds} s ({detail}).',
    ),
    cause: l(
      '방화벽이 포트를 막거나, VIP가 올라오지 않았거나, 첫 서버가 멈췄습니다.',
      'A firewall drops the port, the VIP is not up, or the first server has stopped.',
    ),
    fix: l(
      '첫 서버의 rke2-server 상태와 두 호스트 사이의 방화벽을 확인하고 이어서 실행하십시오.',
      'Check rke2-server on the first server and the firewalls in between, then resume.',
    ),
  },
  CLUSTER_NODE_NOT_READY: {
    status: 504,
    retry: false,
    what: l(
      '{seconds}초 안에 준비되지 않은 노드가 있습니다: {detail}',
      'Not every node became ready within {seconds} s: {detail}',
    ),
    cause: l(
      '해당 노드의 서비스가 멈췄거나, CNI 포트가 막혔거나, 이미지를 불러오는 중입니다.',
      'The service of that node has stopped, the ports of the CNI are blocked, or images are still being loaded.',
    ),
    fix: l(
      '그 노드의 서비스 로그와 8472/udp 개방 여부를 확인하고 이어서 실행하십시오.',
      'Check the service log of that node and that 8472/udp is open, then resume.',
    ),
  },
  HOST_LOGIN_KEY_INVALID: {
    status: 400,
    retry: false,
    what: l(
      '{host}에 쓸 SSH 개인 키를 읽을 수 없습니다 ({detail}).',
      'The SSH private key for {host} cannot be read ({detail}).',
    ),
    cause: l(
      '공개 키를 붙여 넣었거나, 키가 잘렸거나, 지원하지 않는 형식입니다.',
      'A public key was pasted, the key was cut off, or its format is not supported.',
    ),
    fix: l(
      'OpenSSH 또는 PEM 형식의 개인 키 전체를 BEGIN 줄부터 END 줄까지 다시 입력하십시오.',
      'Enter the whole private key in OpenSSH or PEM format again, from its BEGIN to its END line.',
    ),
  },
  HOST_LOGIN_KEY_PASSPHRASE: {
    status: 400,
    retry: false,
    what: l(
      '{host}에 쓸 SSH 개인 키의 암호가 맞지 않습니다.',
      'The passphrase of the SSH private key for {host} does not fit.',
    ),
    cause: l(
      '키가 암호로 잠겨 있는데 암호가 비어 있거나 틀렸습니다.',
      'The key is locked and its passphrase is missing or wrong.',
    ),
    fix: l('사전 질문지의 키 암호를 확인하십시오.', 'Check the key passphrase in the questionnaire.'),
  },
  HOST_PASSWORD_EXPIRED: {
    status: 502,
    retry: false,
    what: l('{host}의 {user} 계정 비밀번호가 만료되었습니다.', 'The password of {user} on {host} has expired.'),
    cause: l(
      '서버 정책에 따라 비밀번호를 바꿔야 로그인할 수 있습니다.',
      'The server wants a new password before it lets the account in.',
    ),
    fix: l(
      '해당 계정으로 직접 로그인해 비밀번호를 바꾸고 사전 질문지에도 새 비밀번호를 입력하십시오.',
      'Log in by hand, set a new password and enter it in the questionnaire.',
    ),
  },
  HOST_LOGIN_UNUSABLE: {
    status: 502,
    retry: false,
    what: l(
      '{host}에 로그인했지만 명령을 실행할 수 없습니다 ({detail}).',
      'Logged in to {host}, but no command can be run there ({detail}).',
    ),
    cause: l(
      '로그인 셸이 막혀 있거나(nologin), sshd가 정해진 명령만 허용합니다.',
      'The login shell is closed (nologin), or sshd allows a fixed command only.',
    ),
    fix: l(
      '일반 로그인 셸이 있는 계정을 사전 질문지에 입력하십시오.',
      'Enter an account with an ordinary login shell in the questionnaire.',
    ),
  },
  HOST_SSH_INCOMPATIBLE: {
    status: 502,
    retry: false,
    what: l(
      '{host}와 SSH 방식을 맞추지 못했습니다 ({detail}).',
      'No common way of speaking SSH with {host} ({detail}).',
    ),
    cause: l(
      '그 포트의 서비스가 SSH가 아니거나, 서로 지원하는 암호 방식이 없습니다.',
      'What listens on that port is not SSH, or both sides share no cipher or key type.',
    ),
    fix: l(
      '포트 번호와 sshd의 Ciphers, KexAlgorithms, HostKeyAlgorithms 설정을 확인하십시오.',
      'Check the port, and Ciphers, KexAlgorithms and HostKeyAlgorithms of sshd.',
    ),
  },
  HOST_ABORTED: {
    status: 409,
    retry: false,
    what: l('{host}의 작업을 취소했습니다.', 'The work on {host} was cancelled.'),
    cause: l('누군가 실행을 취소했습니다.', 'Somebody cancelled the run.'),
    fix: l('준비가 되면 이어서 실행하십시오.', 'Resume when you are ready.'),
  },
  HOST_UPLOAD_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에 파일을 쓸 수 없습니다: {path} ({detail})', 'Cannot write a file on {host}: {path} ({detail})'),
    cause: l(
      '폴더가 없거나, 권한이 없거나, 파일 시스템이 읽기 전용입니다.',
      'The folder is missing, not writable, or its file system is read-only.',
    ),
    fix: l(
      '호스트에서 해당 폴더와 권한을 확인하고 이어서 실행하십시오.',
      'Check that folder and its rights on the host, then resume.',
    ),
  },
  HOST_DISK_FULL: {
    status: 507,
    retry: false,
    what: l('{host}의 디스크에 자리가 없습니다: {path} ({detail})', 'No space left on {host}: {path} ({detail})'),
    cause: l(
      '파일 시스템이나 사용자 할당량이 가득 찼습니다.',
      'The file system or the quota of the account is used up.',
    ),
    fix: l('공간을 비우고 이어서 실행하십시오.', 'Free some space, then resume.'),
  },
  REPORT_PDF_FAILED: {
    status: 500,
    retry: true,
    what: l('PDF 보고서를 만들지 못했습니다 ({detail}).', 'The PDF report could not be made ({detail}).'),
    cause: l(
      '글꼴 파일이 없거나, 메모리가 부족하거나, 보고서가 너무 큽니다.',
      'A font file is missing, memory ran out, or the report is too large.',
    ),
    fix: l(
      '다시 시도하고, 계속되면 HTML 보고서를 받아 인쇄하십시오.',
      'Try again; if it stays, take the HTML report and print it.',
    ),
  },
  DISTRIBUTION_NOT_SUPPORTED: {
    status: 409,
    retry: false,
    what: l('이 콘솔은 아직 {name} 배포판을 설치하지 못합니다.', 'This console cannot install {name} yet.'),
    cause: l('사이트에 RKE2가 아닌 배포판이 선택되어 있습니다.', 'The site names a distribution other than RKE2.'),
    fix: l(
      '사이트 설정에서 배포판을 RKE2로 바꾸십시오. 사전 점검과 보고서는 그대로 쓸 수 있습니다.',
      'Choose RKE2 in the settings of the site. Preflight and reports work as they are.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof ERRORS
