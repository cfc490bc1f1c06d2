'use client'

import { SECTION_IDS, SECTIONS } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { Note } from '../../../parts/Note.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { usePart } from '../form-context.ts'
import { ConflictDialog } from './ConflictDialog.tsx'

/** Somebody saved a section first: asks what to keep, at once or after a look at the page. */
export function Overtaken() {
  const say = useSay()
  const section = usePart(({ sections }) => SECTION_IDS.find((each) => sections[each].theirs))
  const work = usePart(({ sections }) => section && sections[section])
  const [later, setLater] = useState<number>()
  const revision = work?.theirs?.revision
  if (!section || !work || revision === undefined) return null
  if (later !== revision)
    return (
      <ConflictDialog key={`${section} ${revision}`} section={section} work={work} onLater={() => setLater(revision)} />
    )
  return (
    <Note
      tone="warn"
      title={`${say(SECTIONS[section].title)}: ${say(texts.conflictTitle, { who: work.theirs?.savedBy ?? '' })}`}
      actions={
        <Button small onClick={() => setLater(undefined)}>
          {say(texts.conflictChoose)}
        </Button>
      }
    >
      {say(texts.conflictLater)}
    </Note>
  )
}
