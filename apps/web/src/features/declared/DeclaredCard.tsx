'use client'

import { type DeclaredRow, ROUTES, toProblem } from '@astrago/contracts'
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
import { canTake, differs } from './take.ts'
import { useTake } from './use-take.ts'

/** So many rows at once: a site of many servers has hundreds. */
const AT_ONCE = 30

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
  const open = rows.filter(differs)
  const asked = all ? rows : open
  const shown = asked.slice(0, AT_ONCE * pages)
  const takeable = open.filter(canTake)
  const props = { rows: shown, busy, onTake: mayChange ? (row: DeclaredRow) => take([row]) : undefined }

  return (
    <Card
      title={say(texts.title)}
      note={
        open.length === 0
          ? say(texts.allSame, { n: rows.length })
          : say(texts.some, { n: open.length, all: rows.length })
      }
      actions={
        <>
          <Button small aria-pressed={all} onClick={() => setAll(!all)}>
            {say(all ? texts.showDifferent : texts.showAll)}
          </Button>
          {mayChange && takeable.length > 1 && (
            <Button small busy={busy} onClick={() => take(takeable)}>
              {say(texts.takeAll, { n: takeable.length })}
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
