import { l } from './localized.ts'

export const users = {
  title: l('사용자', 'Users'),
  sentence: l(
    '리셀러는 모든 일을 하고, 지원팀은 보고서와 실행 기록을 읽습니다. 고객은 사이트의 초대 링크로 들어옵니다.',
    'A reseller does everything; support reads reports and journals. Customers come by the invitation link of their site.',
  ),
  add: l('사용자 추가', 'Add a user'),
  role: l('역할', 'Role'),
  resellerText: l('사이트를 만들고 점검하고 설치합니다.', 'Makes, checks and installs sites.'),
  supportText: l('보고서와 실행 기록을 읽기만 합니다.', 'Reads reports and journals only.'),
  seen: l('마지막 로그인 {at}', 'Last login {at}'),
  never: l('아직 로그인하지 않음', 'Never logged in'),
  disabled: l('사용 중지됨', 'Disabled'),
  you: l('나', 'you'),
  disable: l('사용 중지', 'Disable'),
  disableAct: l('계정 사용 중지', 'Disable the account'),
  enable: l('다시 사용', 'Enable'),
  disableTitle: l('{name} 계정을 사용 중지할까요?', 'Disable the account of {name}?'),
  disableText: l(
    '열려 있는 세션이 모두 끝나고 다시 로그인할 수 없습니다. 언제든 다시 사용하게 할 수 있습니다.',
    'Every open session ends and logging in is no longer possible. It can be enabled again at any time.',
  ),
  meTitle: l('비밀번호 변경', 'Change password'),
  meSentence: l(
    '바꾸면 다른 브라우저에서 열린 내 세션은 모두 끝납니다.',
    'Your sessions in other browsers end when you change it.',
  ),
  current: l('지금 비밀번호', 'Current password'),
  next: l('새 비밀번호', 'New password'),
  change: l('비밀번호 바꾸기', 'Change the password'),
  changed: l('비밀번호를 바꾸었습니다.', 'The password was changed.'),
} as const
