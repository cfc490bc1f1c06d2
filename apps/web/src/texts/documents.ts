import { l } from './localized.ts'

export const documents = {
  title: l('설치 전에 준비할 문서', 'To prepare before the installation'),
  text: l(
    '사전 질문지의 서버와 주소로 만듭니다. 질문지를 고치면 문서도 바뀝니다.',
    'Made from the servers and addresses of the questionnaire, as it stands now.',
  ),
  firewall: l('방화벽 신청서', 'Firewall request'),
  firewallText: l(
    '고객사 네트워크 팀에 내는, 열어야 할 통신의 목록입니다. 사용 기간을 비우면 상시로 적습니다.',
    "The connections to open, for the customer's network team. Without a period the rules stay for good.",
  ),
  from: l('사용 기간 시작', 'From'),
  until: l('사용 기간 끝', 'Until'),
  commands: l('서버 방화벽 명령', 'Commands for the servers'),
  requirements: l('설치 준비 요건', 'What to prepare'),
  requirementsText: l(
    '서버 사양, 운영체제, 네트워크 등 사전 점검이 확인할 항목을 미리 알려 줍니다.',
    'Servers, systems, network: what the preflight is going to look at.',
  ),
  excel: l('엑셀', 'Excel'),
  periodWrong: l('끝나는 날이 시작하는 날보다 빠릅니다.', 'The last day lies before the first.'),
} as const
