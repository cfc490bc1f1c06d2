'use client'

import { useEffect, useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { Note } from '../../../parts/Note.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { countKept } from './draft-storage.ts'

/** Where somebody has to log in again: what was typed before is still here. Only below what renders in the browser. */
export function KeptNote() {
  const say = useSay()
  const [{ values, secrets }, setKept] = useState({ values: 0, secrets: 0 })
  // Not while it is drawn: a questionnaire that gives way to this keeps its draft as it goes.
  useEffect(() => setKept(countKept()), [])
  if (values + secrets === 0) return null
  return (
    <Note tone="pass" title={say(texts.kept)}>
      {say(texts.keptText)}
      {secrets > 0 && ` ${say(texts.keptSecrets)}`}
    </Note>
  )
}
