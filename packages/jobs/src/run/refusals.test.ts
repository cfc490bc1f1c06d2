import type { Plan, Run, StepState } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { refusals, type Since } from './refusals.ts'

const NOBODY: Since = { undoings: [], newer: [] }

/** `done` is undoable, `kept` is not. */
const plan = {
  phases: [
    {
      actions: [
        { id: 'done', undoable: true },
        { id: 'kept', undoable: false },
      ],
    },
  ],
} as unknown as Plan

const steps = (...states: [string, StepState, number?][]): Run['steps'] =>
  states.map(([action, state, attempts = 1]) => ({ action, state, attempts })) as Run['steps']

const asked = (state: Run['state'], rows: Run['steps'], since: Partial<Since> = {}, kind: Run['kind'] = 'install') => {
  const { resume, undo } = refusals({ kind, state, steps: rows }, plan, { ...NOBODY, ...since })
  return [resume?.code ?? 'possible', undo?.code ?? 'possible']
}

const SOME = steps(['done', 'done'])

describe('an installation', () => {
  test.each(['failed', 'cancelled', 'interrupted'] as const)('that %s is resumed or undone', (state) =>
    expect(asked(state, SOME)).toEqual(['possible', 'possible']),
  )

  test('that is under way is neither, one that is done is only undone', () => {
    expect(asked('running', SOME)).toEqual(['RUN_NOT_POSSIBLE', 'RUN_NOT_POSSIBLE'])
    expect(asked('done', SOME)).toEqual(['RUN_NOT_POSSIBLE', 'possible'])
  })

  test('that changed nothing is only resumed', () => {
    expect(asked('failed', [])).toEqual(['possible', 'NOTHING_TO_UNDO'])
    expect(asked('failed', steps(['done', 'already', 0]))).toEqual(['possible', 'NOTHING_TO_UNDO'])
    expect(asked('failed', steps(['kept', 'done']))).toEqual(['possible', 'NOTHING_TO_UNDO'])
  })

  test.each(['failed', 'cancelled', 'interrupted'] as const)('whose undoing %s can only be undone further', (undoing) =>
    expect(asked('failed', SOME, { undoings: [undoing] })).toEqual(['RUN_TAKEN_BACK', 'possible']),
  )

  test('is left alone while it is being undone', () =>
    expect(asked('failed', SOME, { undoings: ['running'] })).toEqual(['RUN_NOT_POSSIBLE', 'RUN_NOT_POSSIBLE']))

  test('that was undone is over', () => {
    const undone = steps(['done', 'undone'], ['kept', 'done'])
    expect(asked('done', undone, { undoings: ['done'] })).toEqual(['RUN_TAKEN_BACK', 'NOTHING_TO_UNDO'])
    expect(asked('failed', undone)).toEqual(['RUN_TAKEN_BACK', 'NOTHING_TO_UNDO'])
  })

  test('waits for a newer one that changed something, and not for one that did not or was undone', () => {
    const newer = (...rows: Run['steps'][]) => ({ newer: rows.map((row) => ({ startedAt: '2026-11-23', steps: row })) })
    expect(asked('failed', SOME, newer([], SOME))).toEqual(['RUN_SUPERSEDED', 'RUN_SUPERSEDED'])
    const harmless = newer([], steps(['done', 'undone']), steps(['done', 'already', 0]))
    expect(asked('failed', SOME, harmless)).toEqual(['possible', 'possible'])
  })
})

test('an undoing is neither resumed nor undone itself', () =>
  expect(asked('failed', SOME, {}, 'undo')).toEqual(['RUN_NOT_POSSIBLE', 'RUN_NOT_POSSIBLE']))
