import { expect, it, vi } from 'vitest'
import { tokenOf } from './token.ts'

vi.mock('next/navigation', () => ({ useRouter: () => null }))
const { safeNext } = await import('./use-enter.ts')

it('takes the token from behind the #', () => {
  expect(tokenOf('#abc%2Bdef')).toBe('abc+def')
  expect(tokenOf('#')).toBeNull()
  expect(tokenOf('')).toBeNull()
})

it('goes on only within this console', () => {
  expect(safeNext('/site?id=a')).toBe('/site?id=a')
  for (const elsewhere of [null, '', 'https://example.org', '//example.org', '/\\example.org'])
    expect(safeNext(elsewhere)).toBe('/')
})
