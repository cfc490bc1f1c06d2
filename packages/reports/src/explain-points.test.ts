import { expect, it } from 'vitest'
import { explainPoints } from './explain-points.ts'
import { buildReport, type ReportInput } from './model/build.ts'
import { installInput, sampleInput, sampleRun, settledInput } from './samples.ts'

const explained = (input: ReportInput): string => explainPoints(buildReport(input), 'en')
const { preflight = null } = sampleInput()
const later = preflight && { ...preflight, startedAt: '2026-11-23T07:00:00Z' }
const ORDER = 'What blocks the installation comes first.'
const undo = { state: 'failed', startedBy: '김', startedAt: '2026-11-23T08:00:00Z', endedAt: null } as const

it('says whether the preflight was before or after the installation', () => {
  expect(explained(settledInput('time-synchronised'))).toContain(
    'of 2026-11-23 14:00, from before the installation ended',
  )
  expect(explained(settledInput('time-synchronised', { preflight: later }))).toContain(
    'of 2026-11-23 16:00, after the installation',
  )
})

it('says no more than needs be', () => {
  expect(explained(sampleInput())).toBe(ORDER)
  expect(explained(installInput())).toBe('There is nothing left to do.')
  expect(explained(installInput({ preflight: later, run: { ...sampleRun, state: 'failed' } }))).toBe(ORDER)
  expect(explained(installInput({ preflight: later, run: { ...sampleRun, undo } }))).toBe(ORDER)
})
