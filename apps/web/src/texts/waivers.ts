import { l } from './localized.ts'

export const waivers = {
  waive: l('면제', 'Waive'),
  open: l('면제…', 'Waive…'),
  openAgain: l('다시 면제…', 'Waive again…'),
  title: l('이 실패를 면제할까요?', 'Waive this failure?'),
  text: l(
    '{host}의 "{check}" 실패를 안고 설치를 계속합니다. 판정은 그대로 남고, 이름과 사유, 기한이 계획과 보고서에 함께 적힙니다. 기한이 지나거나 확인한 값(지금 {found})이 달라지면 다시 실패로 셉니다.',
    'The installation goes on with the failure of "{check}" on {host}. The verdict stays; your name, reason and expiry appear in the plan and the report. Once it expires, or the found value (now {found}) changes, the failure counts again.',
  ),
  reason: l('사유', 'Reason'),
  reasonHint: l('5자 이상. 고객과 지원팀이 읽습니다.', 'At least 5 characters. The customer and support will read it.'),
  expires: l('기한', 'Expires'),
  expiresHint: l('이날까지 유효합니다 (UTC). 최대 {most}일.', 'Its last day, in UTC; at most {most} days from now.'),
  alike: l(
    '결과가 같은 다른 호스트 {n}대도 함께 면제합니다.',
    'Also for {n:other host|other hosts} with the same result',
  ),
  given: l('{who} 님이 {at}에 면제했습니다. {expires}까지 유효합니다.', 'Waived by {who}, {at}, until {expires}.'),
  lapsed: l('면제 효력 없음', 'Waiver lapsed'),
  revoke: l('면제 취소', 'Revoke the waiver'),
  never: l(
    '면제할 수 없는 문제입니다. 고쳐야 설치할 수 있습니다.',
    'This cannot be waived; it must be fixed before the installation.',
  ),
} as const
