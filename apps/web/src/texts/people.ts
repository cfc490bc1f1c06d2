import { l } from './localized.ts'

export const people = {
  loginTitle: l('로그인', 'Log in'),
  login: l('로그인', 'Log in'),
  forgotten: l(
    '비밀번호를 잊었다면 콘솔이 떠 있는 서버의 셸에서 astrago user reset(소스 폴더에서 띄웠다면 npm run -s astrago -- user reset)을 실행하십시오.',
    'If the password is forgotten, run astrago user reset in the shell of the machine that runs the console (npm run -s astrago -- user reset where it runs from a checkout).',
  ),
  endedTitle: l('세션이 끝났습니다', 'Your session has ended'),
  endedText: l(
    '오래 쓰지 않았거나, 다른 곳에서 비밀번호를 바꾸었거나, 계정이 사용 중지되었습니다. 다시 로그인하면 보던 화면으로 돌아갑니다.',
    'It was idle for long, the password was changed elsewhere, or the account was disabled. Log in again to go on where you were.',
  ),
  needsSetupTitle: l('아직 계정이 없습니다', 'There is no account yet'),
  needsSetup: l(
    '콘솔을 시작한 창에 출력된 일회용 링크를 여십시오. 링크가 없다면 콘솔을 다시 시작하면 새로 나옵니다.',
    'Open the one-time link that was printed where the console was started. Starting the console again prints a new one.',
  ),
  setupTitle: l('첫 계정 만들기', 'Make the first account'),
  setupText: l(
    '이 콘솔을 관리할 리셀러 계정입니다. 다른 사람은 나중에 사용자 화면에서 추가합니다.',
    'The reseller account that administers this console. Others are added later on the users page.',
  ),
  setupButton: l('계정을 만들고 시작', 'Make the account and start'),
  nameHint: l(
    '글자, 숫자, 점, 밑줄, 붙임표와 빈칸, 40자까지',
    'Letters, digits, dots, underscores, hyphens and spaces, up to 40',
  ),
  passwordHint: l(
    '12자 이상. 길수록 좋고 기호는 없어도 됩니다.',
    'At least 12 characters. Long is better; symbols are not needed.',
  ),
  passwordShort: l('{n}자입니다. 12자 이상이어야 합니다.', '{n:character|characters} so far; at least 12 are needed.'),
  nameInvalid: l('쓸 수 없는 글자가 있거나 너무 깁니다.', 'It has a character that cannot be used, or is too long.'),
  show: l('보기', 'Show'),
  hide: l('숨기기', 'Hide'),
  linkTitle: l('링크로 로그인', 'Log in by link'),
  linkText: l('링크를 확인하고 있습니다', 'Checking the link'),
  noToken: l('링크가 온전하지 않습니다', 'The link is not complete'),
  noTokenText: l(
    '주소의 # 뒤까지 모두 복사해 다시 여십시오. 이미 연 링크라면 로그인하십시오.',
    'Copy the address with everything behind the # and open it again. If you opened it already, log in.',
  ),
  toLogin: l('로그인 화면으로', 'To the login page'),
  inviteTitle: l('AstraGo 사전 질문지', 'AstraGo questionnaire'),
  inviteText: l(
    '설치에 필요한 정보를 적는 곳입니다. 로그인할 필요가 없고, 이 링크로 언제든 다시 열 수 있습니다.',
    'This is where you enter what the installation needs. You do not have to log in, and this link opens it again at any time.',
  ),
  invitePoints: [
    l(
      '적는 대로 저장됩니다. 모르는 항목은 비워 두고 나중에 채우십시오.',
      'What you enter is saved as you go. Leave what you do not know and come back.',
    ),
    l(
      '비밀번호는 입력하는 즉시 암호화되고 다시 보이지 않습니다.',
      'Passwords are encrypted at once and are never shown again.',
    ),
    l('서버 목록은 엑셀에서 복사해 붙여 넣을 수 있습니다.', 'The list of servers can be pasted from a spreadsheet.'),
  ],
  invited: l(
    '{site} 사이트의 질문지입니다. 링크는 {at}까지 열립니다.',
    'This is the questionnaire of the site {site}. The link opens until {at}.',
  ),
  inviteStart: l('질문지 열기', 'Open the questionnaire'),
  inviteContact: l('링크를 보낸 담당자에게 새 링크를 요청하십시오.', 'Ask the person who sent it for a new link.'),
} as const
