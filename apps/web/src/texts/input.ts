import { l } from './localized.ts'

/** What is wrong with an input that a form does not take. */
export const input = {
  missing: l('입력하십시오.', 'Please fill this in.'),
  tooShort: l('{least}자 이상이어야 합니다. 지금은 {n}자입니다.', 'At least {least} characters; it has {n}.'),
  range: l('{min}부터 {max}까지만 쓸 수 있습니다.', 'Only from {min} to {max}.'),
  wrong: l('올바른 값이 아닙니다.', 'This is not a valid value.'),
} as const
