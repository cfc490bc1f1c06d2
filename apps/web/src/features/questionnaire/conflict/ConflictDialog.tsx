'use client'

import { fieldOf, isFieldId, type SectionId } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { Dialog } from '../../../parts/Dialog.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { useForm } from '../form-context.ts'
import { type Difference, differences, type SectionWork } from '../section-work.ts'
import { shown } from './shown.ts'

type Props = { section: SectionId; work: SectionWork; onLater: () => void }

/** Somebody saved the section first: each value that differs, and which of the two to keep. */
export function ConflictDialog({ section, work, onLater }: Props) {
  const say = useSay()
  const { store } = useForm()
  const list = differences(work)
  const [mine, setMine] = useState(
    () => new Set(list.filter(({ changedBy }) => changedBy !== 'them').map(({ id }) => id)),
  )
  const choose = (id: string, isMine: boolean) =>
    setMine((before) => {
      const next = new Set(before)
      if (isMine) next.add(id)
      else next.delete(id)
      return next
    })
  return (
    <Dialog
      wide
      title={say(texts.conflictTitle, { who: work.theirs?.savedBy ?? '' })}
      onClose={onLater}
      footer={
        <>
          <Button onClick={onLater}>{say(texts.conflictLook)}</Button>
          <Button look="primary" onClick={() => store.settle(section, mine)}>
            {say(texts.keep)}
          </Button>
        </>
      }
    >
      <p>{say(texts.conflictText)}</p>
      <ul className="divide-y">
        {list.map((difference) => (
          <Row
            key={difference.id}
            difference={difference}
            mine={mine.has(difference.id)}
            onChoose={(isMine) => choose(difference.id, isMine)}
          />
        ))}
      </ul>
    </Dialog>
  )
}

function Row({
  difference,
  mine,
  onChoose,
}: {
  difference: Difference
  mine: boolean
  onChoose: (mine: boolean) => void
}) {
  const say = useSay()
  const { id, field, row } = difference
  const label = row ?? (isFieldId(field) ? say(fieldOf(field).label) : field)
  const option = (isMine: boolean, title: string, value: unknown) => (
    <label className="flex min-w-0 cursor-pointer gap-2.5 rounded-md border px-3 py-2 has-checked:border-accent has-checked:bg-accent-soft">
      <input
        type="radio"
        name={id}
        checked={mine === isMine}
        onChange={() => onChoose(isMine)}
        className="mt-1 size-4 shrink-0 accent-accent"
      />
      <span className="min-w-0">
        <span className="block text-xs text-ink-2">{title}</span>
        <span className="block break-words whitespace-pre-wrap">{shown(value, difference, say)}</span>
      </span>
    </label>
  )
  return (
    <li className="py-3">
      <fieldset>
        <legend className="mb-1.5 font-semibold">{label}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {option(true, say(texts.mine), difference.mine)}
          {option(false, say(texts.theirs), difference.theirs)}
        </div>
      </fieldset>
    </li>
  )
}
