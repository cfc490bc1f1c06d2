import { expect, test } from 'vitest'
import { buildReport } from './model/build.ts'
import { keyNumbers } from './numbers.ts'
import { sampleInput, sampleReport, sampleVerdict } from './samples.ts'

test('the numbers of a preflight add up to its verdicts, what is waived counted once', () => {
  const { run: _, ...model } = sampleReport()
  const numbers = keyNumbers({ ...model, run: null }, 'en')
  const verdicts = numbers.slice(0, -1).map(({ value }) => Number(value))
  expect(verdicts.reduce((sum, value) => sum + value)).toBe(model.preflight?.verdicts.length)
  expect(numbers.map(({ label }) => label)).toEqual(['Fail', 'Unknown', 'Warning', 'Waived', 'Pass', 'Hosts'])
})

test('what cannot be told but might block is named apart among what blocks', () => {
  const verdicts = [
    sampleVerdict('dns-resolves', 'cp-1', 'fail', 'block'),
    sampleVerdict('memory-total', 'cp-1', 'unknown', 'block'),
  ]
  const input = sampleInput({ waivers: [] })
  if (!input.preflight) throw new Error('the sample has a preflight')
  const model = buildReport({
    ...input,
    run: null,
    plan: null,
    preflight: { ...input.preflight, hosts: ['cp-1'], verdicts },
  })
  expect(model.headline.en).toContain('2 problems block the installation (1 failed, 1 unknown).')
  expect(model.headline.ko).toContain('설치를 막는 문제가 2건 있습니다 (실패 1, 판단 불가 1).')
})
