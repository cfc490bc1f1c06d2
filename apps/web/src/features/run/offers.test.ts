import type { ErrorCode, RunView } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { offersOf } from './offers.ts'

const problem = (code: ErrorCode | null) => code && { code }

function offered(kind: 'install' | 'undo', state: string, resume: ErrorCode | null, undo: ErrorCode | null): string[] {
  const run = { kind, state } as RunView['run']
  const offers = offersOf({ run, refused: { resume: problem(resume), undo: problem(undo) } })
  return Object.entries(offers).flatMap(([name, isOffered]) => (isOffered ? [name] : []))
}

describe('what a run offers', () => {
  it.each([
    ['install', 'running', 'RUN_NOT_POSSIBLE', 'RUN_NOT_POSSIBLE', ['cancel']],
    ['install', 'failed', null, null, ['undo', 'resume']],
    ['install', 'failed', null, 'NOTHING_TO_UNDO', ['resume']],
    ['install', 'done', 'RUN_NOT_POSSIBLE', null, ['undo', 'report']],
    ['install', 'done', 'RUN_TAKEN_BACK', null, ['undo']],
    ['install', 'done', 'RUN_TAKEN_BACK', 'NOTHING_TO_UNDO', ['plan']],
    ['install', 'failed', 'RUN_SUPERSEDED', 'RUN_SUPERSEDED', []],
    ['undo', 'running', 'RUN_NOT_POSSIBLE', 'RUN_NOT_POSSIBLE', ['cancel']],
    ['undo', 'cancelled', 'RUN_TAKEN_BACK', null, ['undo']],
    ['undo', 'done', 'RUN_TAKEN_BACK', 'NOTHING_TO_UNDO', ['plan']],
  ] as const)('%s, %s, resume %s, undo %s: %j', (kind, state, resume, undo, expected) =>
    expect(offered(kind, state, resume, undo)).toEqual(expected),
  )
})
