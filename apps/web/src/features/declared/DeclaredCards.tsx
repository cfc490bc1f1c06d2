'use client'

import { useSay } from '../../lib/locale.ts'
import { Chip } from '../../parts/Status.tsx'
import { DECLARED_WORDS, declared as texts } from '../../texts/declared.ts'
import { answerName, declaredText, type RowsProps, STATE_TONES } from './rows.ts'
import { TakeButton } from './TakeButton.tsx'

/** On a narrow screen: one answer a block. */
export function DeclaredCards({ rows, busy, onTake }: RowsProps) {
  const say = useSay()
  return (
    <ul aria-label={say(texts.title)} className="divide-y border-t">
      {rows.map((row) => (
        <li key={`${row.node} ${row.field} ${row.column}`} className="grid gap-1.5 px-4 py-3 text-sm">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="font-semibold">{`${row.node ?? say(texts.site)} · ${say(answerName(row))}`}</p>
            <Chip tone={STATE_TONES[row.state]}>{say(DECLARED_WORDS[row.state])}</Chip>
          </div>
          <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
            <dt className="text-ink-2">{say(texts.declared)}</dt>
            <dd className="min-w-0 font-mono text-xs leading-5 break-words">{say(declaredText(row))}</dd>
            <dt className="text-ink-2">{say(texts.found)}</dt>
            <dd className="min-w-0 font-mono text-xs leading-5 break-words">{row.found}</dd>
          </dl>
          <div>
            <TakeButton row={row} busy={busy} onTake={onTake} />
          </div>
        </li>
      ))}
    </ul>
  )
}
