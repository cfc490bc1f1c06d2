import { type ErrorEntry, l } from './entry.ts'

export const SERVICE_ERRORS = {
  SERVICE_NEEDS: {
    status: 400,
    retry: false,
    what: l(
      '이렇게는 서비스를 다룰 수 없습니다. 필요한 것: {what}',
      'The service cannot be managed this way. Needed: {what}',
    ),
    cause: l(
      '서비스 설치는 systemd가 있는 서버에서 astrago 실행 파일을 root로 실행해야 합니다.',
      'A service is installed by the astrago executable, as root, on a machine with systemd.',
    ),
    fix: l('sudo ./astrago console install 처럼 실행하십시오.', 'Run it as in: sudo ./astrago console install'),
  },
  SERVICE_BUSY: {
    status: 409,
    retry: true,
    what: l(
      '이 서버에서 서비스를 설치하거나 제거하는 다른 명령이 실행 중입니다 (PID {pid}).',
      'Another command installs or removes the service on this machine (PID {pid}).',
    ),
    cause: l('다른 터미널에서 먼저 시작한 명령입니다.', 'It was started before, in another terminal.'),
    fix: l('그 명령이 끝난 뒤 다시 실행하십시오.', 'Run this again when it has ended.'),
  },
  SERVICE_COMMAND_FAILED: {
    status: 500,
    retry: true,
    what: l('명령이 실패했습니다: {command} ({detail})', 'A command failed: {command} ({detail})'),
    cause: l('시스템이 요청을 거부했습니다.', 'The system refused it.'),
    fix: l(
      '위의 내용을 고치고 다시 실행하십시오. 다시 실행해도 안전합니다.',
      'Mend what it says and run it again; that is safe.',
    ),
  },
  SERVICE_NOT_STARTED: {
    status: 500,
    retry: false,
    what: l(
      '설치한 콘솔이 시작되지 않아 전 상태로 되돌렸습니다. 마지막 기록:\n{detail}',
      'The console that was installed did not start, so everything was put back. Its last words:\n{detail}',
    ),
    cause: l(
      '포트를 다른 프로그램이 쓰거나, 데이터 폴더를 읽을 수 없거나, 프로그램이 이 서버에 맞지 않습니다.',
      'Its port is taken, its data cannot be read, or the program does not fit this machine.',
    ),
    fix: l(
      '기록에 나온 원인을 고치고 다시 설치하십시오. 포트는 --port로 바꿉니다.',
      'Mend what it says and install again; --port names another port.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
