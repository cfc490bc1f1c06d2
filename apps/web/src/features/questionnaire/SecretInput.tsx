'use client'

import { type FieldId, fieldOf } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { TextArea, TextInput } from '../../parts/Field.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { useFormContext } from './form-context.ts'

type Props = {
  id: string
  field: FieldId
  multiline: boolean
  disabled: boolean
  'data-field': string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  onBlur: () => void
}

/** A secret: one that is stored is never shown, only changed or cleared. It is sent when the field is left. */
export function SecretInput({ field, multiline, ...input }: Props) {
  const say = useSay()
  const { snapshot, store } = useFormContext()
  const [changing, setChanging] = useState(false)
  const [clearing, setClearing] = useState(false)
  const value = snapshot.draft[field]
  const stored = typeof value === 'object' && value !== null
  if (stored && !changing) {
    return (
      <div className="flex min-h-10 flex-wrap items-center gap-2">
        <span className="text-ink-2">{say(texts.secretSet)}</span>
        <Button small id={input.id} data-field={field} disabled={input.disabled} onClick={() => setChanging(true)}>
          {say(texts.secretChange)}
        </Button>
        <Button small look="quiet" disabled={input.disabled} onClick={() => setClearing(true)}>
          {say(texts.secretClear)}
        </Button>
        {clearing && (
          <ConfirmDialog
            title={say(texts.clearTitle, { field: say(fieldOf(field).label) })}
            confirm={say(texts.secretClear)}
            danger
            busy={false}
            problem={null}
            onConfirm={() => {
              store.edit(field, null)
              setClearing(false)
            }}
            onClose={() => setClearing(false)}
          >
            <p>{say(texts.clearText)}</p>
          </ConfirmDialog>
        )}
      </div>
    )
  }
  const text = typeof value === 'string' ? value : ''
  const leave = () => {
    if (text !== '') setChanging(false)
    input.onBlur()
  }
  const shared = { ...input, value: text, autoComplete: 'off', spellCheck: false, onBlur: leave }
  const change = (next: string) => (next === '' ? store.undo(field) : store.edit(field, next))
  return (
    <div className="flex gap-2">
      {multiline ? (
        <TextArea {...shared} mono rows={6} onChange={(event) => change(event.target.value)} />
      ) : (
        <TextInput
          {...shared}
          type="password"
          autoComplete="new-password"
          onChange={(event) => change(event.target.value)}
        />
      )}
      {stored && (
        <Button
          small
          look="quiet"
          onClick={() => {
            store.undo(field)
            setChanging(false)
          }}
        >
          {say(texts.secretKeep)}
        </Button>
      )}
    </div>
  )
}
