import { expect, test } from 'vitest'
import { say } from './text.ts'

const text = (ko: string) => ({ ko, en: '{x}' })

test.each([
  ['NTP 서버', '이(가)', 'NTP 서버가'],
  ['노드 대역', '이(가)', '노드 대역이'],
  ['대표 주소(VIP)', '이(가)', '대표 주소(VIP)가'],
  ['GPU', '은(는)', 'GPU는'],
  ['SSH', '은(는)', 'SSH는'],
  ['CIDR', '을(를)', 'CIDR을'],
  ['URL', '을(를)', 'URL을'],
  ['n001', '와(과)', 'n001과'],
  ['10.0.0.2', '와(과)', '10.0.0.2와'],
  ['n003, n010', '와(과)', 'n003, n010과'],
  ['firewalld', '을(를)', 'firewalld를'],
  ['nftables', '이(가)', 'nftables가'],
  ['7', '(으)로', '7로'],
  ['6', '(으)로', '6으로'],
  ['공인 메일', '(으)로', '공인 메일로'],
  ['하나의 값', '(으)로', '하나의 값으로'],
  ['docker', '을(를)', 'docker을(를)'],
  ['{x', '을(를)', '{x를'],
  ['', '을(를)', '을(를)'],
])('%s with %s', (x, particle, wanted) => {
  expect(say(text(`{x}${particle} 봅니다`), 'ko', { x })).toBe(`${wanted} 봅니다`)
  expect(say(text(`"{x}"${particle} 봅니다`), 'ko', { x })).toBe(`"${x}"${wanted.slice(x.length)} 봅니다`)
})

test('a name that is not known stays, with its particle', () => {
  expect(say(text('{y}을(를)'), 'ko', { x: 1 })).toBe('{y}을(를)')
})

test('a value that looks like a parameter is not filled in again', () => {
  expect(say(text('{x}이(가) {y}'), 'ko', { x: '{y}', y: 'secret' })).toBe('{y}이(가) secret')
})
