'use client'

import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { TextArea, TextInput } from '../../parts/Field.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'

type Props = {
  id: string
  label: string
  multiline: boolean
  disabled: boolean
  /** Whether one is kept already. */
  stored: boolean
  /** What is typed just now. */
  text: string
  'data-field': string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required'?: true | undefined
  onType: (text: string) => void
  onClear: () => void
  /** Goes back to what is stored, or to nothing. */
  onKeep: () => void
  onBlur: () => void
}

/** A secret: one that is stored is never shown, only changed or cleared. It is sent when the field is left. */
export function SecretInput(props: Props) {
  const say = useSay()
  const { label, multiline, stored, text, onType, onClear, onKeep, ...input } = props
  const [changing, setChanging] = useState(false)
  const [kept, setKept] = useState(false)
  if (stored && !changing)
    return <Stored {...props} focused={kept} onChange={() => setChanging(true)} onClear={onClear} />
  const shared = {
    ...input,
    ref: changing ? focus : null,
    value: text,
    spellCheck: false,
    onBlur: () => {
      if (text !== '') setChanging(false)
      input.onBlur()
    },
    onChange: ({ target }: { target: { value: string } }) => (target.value === '' ? onKeep() : onType(target.value)),
  }
  return (
    <div className="flex min-w-0 gap-2">
      {multiline ? (
        <TextArea {...shared} mono rows={6} autoComplete="off" placeholder="-----BEGIN" />
      ) : (
        <Concealed {...shared} />
      )}
      {changing && (
        <Button
          small
          look="quiet"
          onClick={() => {
            onKeep()
            setChanging(false)
            setKept(true)
          }}
        >
          {say(texts.secretKeep)}
        </Button>
      )}
    </div>
  )
}

/** One control takes the place of another: who works by keyboard goes on where it was. */
const focus = (element: HTMLElement | null) => element?.focus()

type Shared = React.ComponentProps<'input'> & { value: string }

/** One line, concealed unless the person who types it wants to look. */
function Concealed(shared: Shared) {
  const say = useSay()
  const [shown, setShown] = useState(false)
  return (
    <div className="relative min-w-0 flex-1">
      <TextInput {...shared} type={shown ? 'text' : 'password'} autoComplete="new-password" className="pr-16" />
      {shared.value !== '' && (
        <button
          type="button"
          aria-pressed={shown}
          // The field must not be left by this: leaving it sends the secret.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setShown(!shown)}
          className="absolute inset-y-1 right-1 rounded-sm px-2 text-sm font-semibold text-accent hover:bg-accent-soft"
        >
          {say(shown ? texts.hide : texts.show)}
        </button>
      )}
    </div>
  )
}

type StoredProps = Props & { focused: boolean; onChange: () => void }

function Stored({ id, label, disabled, focused, onChange, onClear, ...rest }: StoredProps) {
  const say = useSay()
  const [clearing, setClearing] = useState(false)
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-2">
      <span className="text-ink-2">{say(texts.secretSet)}</span>
      <Button
        small
        ref={focused ? focus : null}
        id={id}
        data-field={rest['data-field']}
        aria-describedby={rest['aria-describedby']}
        aria-label={`${label}: ${say(texts.secretChange)}`}
        disabled={disabled}
        onClick={onChange}
      >
        {say(texts.secretChange)}
      </Button>
      <Button
        small
        look="quiet"
        aria-label={`${label}: ${say(texts.secretClear)}`}
        disabled={disabled}
        onClick={() => setClearing(true)}
      >
        {say(texts.secretClear)}
      </Button>
      {clearing && (
        <ConfirmDialog
          title={say(texts.clearTitle, { field: label })}
          confirm={say(texts.secretClear)}
          danger
          busy={false}
          problem={null}
          onConfirm={() => {
            onClear()
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
