import type { Localized } from '@astrago/contracts'
import { expect, test } from 'vitest'
import type { Say } from '../../lib/locale.ts'
import { detailWords } from './detail.ts'

const inKorean: Say = (text: Localized) => text.ko

test.each([
  ['save-section', 'general', '일반 · 담당자'],
  ['show-password', 'platform.mariadbPassword', '데이터베이스 비밀번호'],
  ['change-site', 'name, archived', '이름, 보관'],
  ['interrupted', 'install', '설치'],
  ['invite', 'general', 'general'],
  ['save-section', 'gone', 'gone'],
])('%s of %s is said as %s', (action, detail, words) => {
  expect(detailWords(action, detail, inKorean)).toBe(words)
})
