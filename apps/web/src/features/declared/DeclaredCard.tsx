'use client'

import { type DeclaredRow, type Localized, ROUTES, toProblem } from '@astrago/contracts'
import { memo, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { useMedia } from '../../lib/use-media.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { declared as texts } from '../../texts/declared.ts'
import { DeclaredCards } from './DeclaredCards.tsx'
import { DeclaredTable } from './DeclaredTable.tsx'
import { canTake, differs, isUndeclared } from './take.ts'
import { useTake } from './use-take.ts'

/** So many rows at once: a site of many servers has hundreds. */
const AT_ONCE = 30

const noteOf = (different: number, blank: number): Localized => {
  if (different > 0) return blank > 0 ? texts.differentAndBlank : texts.different
  return blank > 0 ? texts.blank : texts.allSame
}

/** The questionnaire beside what the hosts show: what differs, and with one press the found value in its place. */
export const DeclaredCard = memo(function DeclaredCard() {
  const say = useSay()
  const site = useSiteId()
  const mayChange = useMayChange()
  const wide = useMedia('(min-width: 760px)')
  const [all, setAll] = useState(false)
  const [pages, setPages] = useState(1)
  const { data } = useAsk(ROUTES.readDeclared, { params: { site } })
  const { take, busy, error } = useTake(data?.revisions ?? {})

  const rows = data?.rows ?? []
  if (rows.length === 0) return null
  // What is other than declared comes before what is only not filled in, of which there can be hundreds.
  const open = rows.filter(differs).toSorted((a, b) => Number(isUndeclared(a)) - Number(isUndeclared(b)))
  const asked = all ? rows : open
  const shown = asked.slice(0, AT_ONCE * pages)
  const undeclared = open.filter(isUndeclared)
  // What was declared is written over one by one: that a GPU is missing must not become the plan by a press on "all".
  const toFill = undeclared.filter(canTake)
  const props = { rows: shown, busy, onTake: mayChange ? (row: DeclaredRow) => take([row]) : undefined }

  return (
    <Card
      title={say(texts.title)}
      note={say(noteOf(open.length - undeclared.length, undeclared.length), {
        all: rows.length,
        n: open.length - undeclared.length,
        blank: undeclared.length,
      })}
      actions={
        <>
          <Button small aria-pressed={all} onClick={() => setAll(!all)}>
            {say(all ? texts.showDifferent : texts.showAll)}
          </Button>
          {mayChange && toFill.length > 1 && (
            <Button small busy={busy} onClick={() => take(toFill)}>
              {say(texts.fill, { n: toFill.length })}
            </Button>
          )}
        </>
      }
      flush
    >
      {error && (
        <div className="grid gap-2 px-5 pb-4">
          <ProblemNote problem={toProblem(error)} />
          <p className="text-sm text-ink-2">{say(texts.together)}</p>
        </div>
      )}
      {shown.length > 0 && (wide ? <DeclaredTable {...props} /> : <DeclaredCards {...props} />)}
      {shown.length < asked.length && (
        <div className="border-t px-5 py-3 text-center">
          <Button small onClick={() => setPages(pages + 1)}>
            {say(texts.more, { n: asked.length - shown.length })}
          </Button>
        </div>
      )}
    </Card>
  )
})
