import { describe, expect, it } from 'vitest'
import { bytes, elapsed, format, roughly } from './format.ts'

describe('format', () => {
  const text = { ko: '호스트 {n}대, {name}', en: '{n:host|hosts}, {name}' }

  it('takes the form that fits the number', () => {
    expect(format(text, 'en', { n: 1, name: 'a' })).toBe('1 host, a')
    expect(format(text, 'en', { n: 0, name: 'a' })).toBe('0 hosts, a')
    expect(format(text, 'ko', { n: 8, name: 'a' })).toBe('호스트 8대, a')
  })

  it('writes large numbers in groups', () => {
    expect(format(text, 'en', { n: 200_000, name: 1234 })).toBe('200,000 hosts, 1234')
    expect(format(text, 'ko', { n: 48_226, name: 'a' })).toBe('호스트 48,226대, a')
  })

  it('leaves a name without a value visible', () => {
    expect(format(text, 'en', { name: 'a' })).toBe('{n:host|hosts}, a')
  })
})

it('writes elapsed time as a clock would', () => {
  expect([0, 52_000, 847_000, 3_723_000, -5].map(elapsed)).toEqual(['0:00', '0:52', '14:07', '1:02:03', '0:00'])
})

it('writes bytes in the unit a person would choose', () => {
  expect([0, 900, 1024, 1.5 * 1024 ** 3, 64 * 1024 ** 3].map(bytes)).toEqual([
    '0 B',
    '900 B',
    '1.0 KiB',
    '1.5 GiB',
    '64 GiB',
  ])
})

it('rounds an estimate up, as a plan and its run both say it', () => {
  expect([0, 1, 100_000, 179_000, 380_000].map(roughly)).toEqual([0, 30_000, 120_000, 180_000, 420_000])
})
