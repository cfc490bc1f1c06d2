'use client'

import { fieldOf, isFieldId, NODE_COLUMNS, type NodeColumn, placeOfPath } from '@astrago/exchange-form'
import { useSyncExternalStore } from 'react'
import { type Say, useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { Note } from '../../../parts/Note.tsx'
import { common } from '../../../texts/common.ts'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { useForm } from '../form-context.ts'
import type { Place } from '../places.ts'

/** What was brought back after the session ended or the page was closed, and which secrets have to be entered again. */
export function RestoredNote({ onGo }: { onGo: (place: Place) => void }) {
  const say = useSay()
  const { store } = useForm()
  const restored = useSyncExternalStore(store.watch, store.restored, () => null)
  if (!restored) return null
  const { fields, lost } = restored
  return (
    <Note
      tone={lost.length > 0 ? 'warn' : 'running'}
      role="status"
      title={say(lost.length > 0 ? texts.restoredLost : texts.restored)}
      actions={
        <Button small onClick={() => store.forgetRestored()}>
          {say(common.close)}
        </Button>
      }
    >
      {fields.length > 0 && (
        <p>{say(texts.restoredFields, { fields: fields.map((each) => labelOf(each, say)).join(', ') })}</p>
      )}
      {lost.length > 0 && (
        <ul className="mt-1 flex flex-wrap gap-x-4">
          {lost.map((path) => (
            <li key={path}>
              <button
                type="button"
                className="min-h-6 text-accent underline"
                onClick={() => onGo(placeOfPath(path) as Place)}
              >
                {labelOf(path, say)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Note>
  )
}

function labelOf(path: string, say: Say): string {
  const { field, row, column } = placeOfPath(path)
  if (!isFieldId(field)) return path
  if (row === undefined || !column) return say(fieldOf(field).label)
  return `${say(texts.node, { n: row + 1 })} › ${say(NODE_COLUMNS[column as NodeColumn].label)}`
}
