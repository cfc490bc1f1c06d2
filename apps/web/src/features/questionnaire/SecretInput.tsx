'use client'

import type { FieldId } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
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
  const value = snapshot.draft[field]
  const stored = typeof value === 'object' && value !== null
  if (stored && !changing) {
    return (
      <div className="flex min-h-10 flex-wrap items-center gap-2">
        <span className="text-ink-2">{say(texts.secretSet)}</span>
        <Button small id={input.id} data-field={field} disabled={input.disabled} onClick={() => setChanging(true)}>
          {say(texts.secretChange)}
        </Button>
        <Button small look="quiet" disabled={input.disabled} onClick={() => store.edit(field, null)}>
          {say(texts.secretClear)}
        </Button>
      </div>
    )
  }
  const text = typeof value === 'string' ? value : ''
  const shared = { ...input, value: text, autoComplete: 'off', spellCheck: false }
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
