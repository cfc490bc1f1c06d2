import { l } from './localized.ts'

export const common = {
  product: l('AstraGo 설치 콘솔', 'AstraGo Installation Console'),
  loading: l('불러오는 중입니다', 'Loading'),
  close: l('닫기', 'Close'),
  cancel: l('그만두기', 'Cancel'),
  save: l('저장', 'Save'),
  add: l('추가', 'Add'),
  tryAgain: l('다시 시도', 'Try again'),
  cause: l('원인', 'Cause'),
  fix: l('조치', 'What to do'),
  copy: l('복사', 'Copy'),
  copied: l('복사했습니다', 'Copied'),
  notCopied: l('복사하지 못했습니다', 'Could not copy'),
  name: l('이름', 'Name'),
  password: l('비밀번호', 'Password'),
  state: l('상태', 'State'),
  none: l('없음', 'None'),
  optional: l('선택', 'optional'),
  more: l('더 보기', 'Show more'),
  download: l('내려받기', 'Download'),
} as const
