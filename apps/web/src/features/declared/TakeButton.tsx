'use client'

import type { DeclaredRow } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { declared as texts } from '../../texts/declared.ts'
import { answerName } from './rows.ts'
import { canTake, differs } from './take.ts'

type TakeButtonProps = { row: DeclaredRow; busy: boolean; onTake: ((row: DeclaredRow) => void) | undefined }

/** Puts the found value of a row into the questionnaire; nothing where there is none to put. */
export function TakeButton({ row, busy, onTake }: TakeButtonProps) {
  const say = useSay()
  if (!onTake || !differs(row)) return null
  if (!canTake(row)) return <span className="text-xs text-ink-2">{say(texts.byHand)}</span>
  const label = say(texts.takeOf, {
    where: row.node ?? say(texts.site),
    answer: say(answerName(row)),
    found: row.found,
  })
  return (
    <Button small disabled={busy} aria-label={label} onClick={() => onTake(row)}>
      {say(texts.take)}
    </Button>
  )
}
