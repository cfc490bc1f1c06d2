import { l } from './localized.ts'

export const invitations = {
  title: l('고객 초대', 'Invite the customer'),
  text: l(
    '고객이 로그인 없이 이 사이트의 질문지를 채우는 링크입니다. 기한이 있고 언제든 취소할 수 있습니다.',
    'A link by which the customer fills the questionnaire of this site without an account. It expires and can be revoked.',
  ),
  make: l('초대 링크 만들기', 'Make an invitation link'),
  note: l('누구에게', 'For whom'),
  noteHint: l(
    '질문지를 저장한 사람으로 이 이름이 남습니다. 예: 한빛병원 전산팀',
    'Saves are noted under this name. Example: IT team',
  ),
  days: l('유효 기간(일)', 'Valid for (days)'),
  madeTitle: l('링크를 복사해 고객에게 보내십시오', 'Copy the link and send it to the customer'),
  madeText: l('이 링크는 지금만 볼 수 있습니다. 창을 닫으면 다시 볼 수 없습니다.', 'The link is shown this once only.'),
  link: l('초대 링크', 'Invitation link'),
  copy: l('링크 복사', 'Copy the link'),
  until: l('{at}까지', 'until {at}'),
  used: l('마지막 사용 {at}', 'last used {at}'),
  unused: l('아직 사용하지 않음', 'not used yet'),
  revoked: l('취소됨', 'Revoked'),
  expired: l('기한 지남', 'Expired'),
  open: l('유효', 'Open'),
  revoke: l('초대 취소', 'Revoke the link'),
  revokeTitle: l('{note} 초대를 취소할까요?', 'Revoke the invitation of {note}?'),
  revokeText: l(
    '링크가 더는 열리지 않고, 이 링크로 들어온 사람의 세션도 끝납니다. 이미 저장한 답은 남습니다.',
    'The link stops working and the sessions made with it end. What was saved stays.',
  ),
  none: l('아직 초대하지 않았습니다.', 'Nobody has been invited yet.'),
} as const
