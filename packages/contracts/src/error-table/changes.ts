import { type ErrorEntry, l } from './entry.ts'

/** What we changed on a host, and taking it back. */
export const CHANGE_ERRORS = {
  CHANGE_EDITED: {
    status: 409,
    retry: false,
    what: l(
      '{host}에서 콘솔이 바꾼 것을 그 뒤에 누군가 고쳤기 때문에 되돌리지 않았습니다: {detail}',
      'Somebody has changed on {host} what the console had set, so it was not put back: {detail}',
    ),
    cause: l(
      '담당자나 다른 도구가 같은 파일이나 값을 손보았습니다. 차이는 로그에 있습니다.',
      'An administrator or another tool worked on the same file or value. The difference is in the log.',
    ),
    fix: l(
      '차이를 보고 정하십시오. 고친 내용을 남기려면 "그 뒤에 누가 고친 것은 고친 대로 남기고 나머지를 되돌립니다"(명령행은 --keep-edited)를 선택하고, 필요 없으면 콘솔이 쓴 내용으로 되돌려 놓고 다시 실행하십시오.',
      'Look at the difference. To keep the edit, choose "Leave what somebody has edited since, and undo the rest" (--keep-edited of the command); else restore what the console had written, then undo again.',
    ),
  },
  LEDGER_UNREADABLE: {
    status: 409,
    retry: false,
    what: l(
      '{host}에 남긴 변경 기록({path})을 읽을 수 없습니다.',
      'The record of our changes on {host} ({path}) cannot be read.',
    ),
    cause: l(
      '파일이 손상되었거나 더 새로운 버전의 콘솔이 썼습니다.',
      'The file is damaged, or a newer version of the console wrote it.',
    ),
    fix: l(
      '그 호스트를 바꾼 콘솔과 같은 버전을 쓰십시오. 손상되었다면 파일을 보관해 지원팀에 보내십시오. 원본은 /var/lib/astrago/originals에 있습니다.',
      'Use the version of the console that changed the host. If the file is damaged, keep it and send it to support; the originals are in /var/lib/astrago/originals.',
    ),
  },
  LEDGER_MOVED: {
    status: 409,
    retry: true,
    what: l(
      '다른 콘솔이 같은 때에 {host}을(를) 바꾸고 있습니다.',
      'Another console is changing {host} at the same moment.',
    ),
    cause: l(
      '같은 호스트를 쓰는 다른 사이트나 명령이 실행 중입니다.',
      'Another site or command that uses the same host is at work.',
    ),
    fix: l('그 작업이 끝난 뒤 다시 실행하십시오.', 'Wait until it has ended, then run again.'),
  },
} as const satisfies Record<string, ErrorEntry>
