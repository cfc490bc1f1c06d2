import type { DeclaredState, Localized } from '@astrago/contracts'
import { l } from './localized.ts'

export const declared = {
  title: l('질문지와 실제', 'Declared and found'),
  different: l(
    '견준 {all}개 가운데 {n}개가 질문지와 다릅니다.',
    '{n} of {all} compared answers are not as the questionnaire says.',
  ),
  differentAndBlank: l(
    '견준 {all}개 가운데 {n}개가 질문지와 다르고, {blank}개는 질문지에 아직 적지 않았습니다.',
    '{n} of {all} compared answers are not as the questionnaire says, {blank} are not filled in yet.',
  ),
  blank: l(
    '견준 {all}개 가운데 질문지와 다른 것은 없고, {blank}개는 아직 적지 않았습니다.',
    'Of {all:compared answer|compared answers} none is other than the questionnaire says, {blank} are not filled in yet.',
  ),
  allSame: l(
    '견준 {all}개가 모두 질문지와 같습니다.',
    '{all:compared answer is|compared answers are} as the questionnaire says.',
  ),
  showAll: l('모두 보기', 'Show all'),
  showDifferent: l('다른 것만 보기', 'Show differences'),
  more: l('{n}개 더 있음: 더 보기', '{n} more: show more'),
  where: l('서버', 'Server'),
  site: l('사이트', 'Site'),
  answer: l('항목', 'Answer'),
  declared: l('질문지', 'Declared'),
  found: l('실제', 'Found'),
  state: l('비교', 'Compared'),
  take: l('실제 값으로', 'Take found value'),
  takeOf: l('실제 값으로: {where} {answer} {found}', 'Take found value: {where} {answer} {found}'),
  fill: l('안 적은 {n}개를 실제 값으로', 'Fill in the {n} not declared'),
  together: l(
    '값은 모두 함께 저장되거나 하나도 저장되지 않습니다. 아래는 지금의 질문지와 다시 견준 것입니다.',
    'Values are saved all together or not at all. Below they are compared with the questionnaire as it is now.',
  ),
  byHand: l('하나의 값으로 옮길 수 없어 직접 고쳐야 합니다', 'No single value to take: correct it by hand'),
}

export const DECLARED_WORDS: Record<DeclaredState, Localized> = {
  same: l('같음', 'Same'),
  less: l('적음', 'Less'),
  more: l('많음', 'More'),
  other: l('다름', 'Other'),
  undeclared: l('안 적음', 'Not declared'),
}
