'use client'

import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { Sign, type Tone } from '../../parts/Status.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import type { Problems } from './problem-index.ts'

const TONES: Record<'error' | 'missing', Tone> = { error: 'fail', missing: 'warn' }
const INK = { error: 'text-fail', missing: 'text-warn', hint: 'text-ink-2' } as const

type Props = {
  problems: Problems
  /** Whether an empty field is told in colour, because somebody has been past it. */
  passed: boolean
  /** The place is in a row itself, which need not be said. */
  inRow?: boolean
}

/** What is wrong at a place, everything at once. What is merely empty is told calmly until somebody has been past it. */
export function FieldNotes({ problems, passed, inRow }: Props) {
  const say = useSay()
  return problems.map(({ severity, message, row }) => {
    const calm = severity === 'missing' && !passed
    return (
      <span
        key={`${row} ${message.en}`}
        className={clsx('flex gap-1.5 text-xs', calm ? 'text-ink-3' : [INK[severity], 'font-semibold'])}
      >
        {!calm && severity !== 'hint' && (
          <span className="flex w-3.5 shrink-0 justify-center pt-0.5">
            <Sign tone={TONES[severity]} size={12} />
          </span>
        )}
        <span>
          {calm && `${say(texts.required)}: `}
          {severity === 'hint' && `${say(texts.hint)}: `}
          {row !== undefined && !inRow && `${say(texts.line, { n: row + 1 })}: `}
          {say(message)}
        </span>
      </span>
    )
  })
}
