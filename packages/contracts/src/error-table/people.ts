import { type ErrorEntry, l } from './entry.ts'

/** Who may do what. */
export const PEOPLE_ERRORS = {
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
      '다시 입력하십시오. 잊었다면 이 서버의 셸에서 `astrago user reset`(소스 폴더에서 띄웠다면 `npm run -s astrago -- user reset`)을 실행하고, 사용 중지되었다면 리셀러에게 요청하십시오.',
      'Try again. If it is forgotten, run `astrago user reset` in the shell of this machine (`npm run -s astrago -- user reset` where it runs from a checkout); if the account is disabled, ask a reseller.',
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
  LAST_RESELLER: {
    status: 409,
    retry: false,
    what: l('마지막 리셀러 계정은 사용 중지할 수 없습니다.', 'The last reseller account cannot be disabled.'),
    cause: l('사용 중지하면 아무도 관리할 수 없습니다.', 'Nobody could administer the console any more.'),
    fix: l('다른 리셀러를 먼저 추가하십시오.', 'Add another reseller first.'),
  },
} as const satisfies Record<string, ErrorEntry>
