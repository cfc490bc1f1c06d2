'use client'

import { type FieldId, type FieldKind, fieldOf, isMask } from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { TextArea, TextInput } from '../../parts/Field.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { useForm, useValue } from './form-context.ts'
import { SecretInput } from './SecretInput.tsx'

type Ids = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }
type Shared = Ids & { disabled: boolean; 'data-field': string; 'aria-required': true | undefined; onBlur: () => void }
type InputProps = { field: FieldId; shared: Shared }

/** The input of a field by its kind; a kind that is not here is one line of text. */
const INPUTS: Partial<Record<FieldKind, (props: InputProps) => React.ReactNode>> = {
  boolean: Checkbox,
  list: Lines,
  multiline: Lines,
  pem: Lines,
}

export function FieldInput({ id, ids, required }: { id: FieldId; ids: Ids; required: boolean }) {
  const { store, readOnly } = useForm()
  const { kind, secret } = fieldOf(id)
  const shared = {
    ...ids,
    disabled: readOnly,
    'data-field': id,
    'aria-required': required || undefined,
    onBlur: () => {
      store.flush()
      store.passField(id)
    },
  } as const
  if (secret) return <Secret field={id} shared={shared} />
  const Input = INPUTS[kind] ?? Line
  return <Input field={id} shared={shared} />
}

function useEdit(field: FieldId) {
  const { store } = useForm()
  const value = useValue(field)
  return { value, change: (next: unknown) => store.edit(field, next === '' ? null : next) }
}

function Secret({ field, shared }: InputProps) {
  const say = useSay()
  const { store } = useForm()
  const { value } = useEdit(field)
  return (
    <SecretInput
      {...shared}
      multiline={fieldOf(field).kind === 'pem'}
      label={say(fieldOf(field).label)}
      stored={isMask(value)}
      text={typeof value === 'string' ? value : ''}
      onType={(text) => store.edit(field, text)}
      onClear={() => store.edit(field, null)}
      onKeep={() => store.undo(field)}
    />
  )
}

function Line({ field, shared }: InputProps) {
  const { value, change } = useEdit(field)
  const { kind, default: usual } = fieldOf(field)
  return (
    <TextInput
      {...shared}
      mono={kind === 'address' || kind === 'cidr'}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'number' ? 'numeric' : undefined}
      placeholder={usual === undefined ? undefined : String(usual)}
      spellCheck={false}
      value={String(value ?? '')}
      onChange={(event) => change(event.target.value)}
    />
  )
}

function Lines({ field, shared }: InputProps) {
  const { value, change } = useEdit(field)
  const { kind } = fieldOf(field)
  const asList = kind === 'list'
  return (
    <TextArea
      {...shared}
      mono={kind !== 'multiline'}
      rows={kind === 'pem' ? 6 : 3}
      spellCheck={kind === 'multiline'}
      value={Array.isArray(value) ? value.join('\n') : String(value ?? '')}
      onChange={({ target }) => change(asList && target.value !== '' ? target.value.split('\n') : target.value)}
    />
  )
}

function Checkbox({ field, shared }: InputProps) {
  const say = useSay()
  const { value, change } = useEdit(field)
  return (
    <span className="flex min-h-10 items-center gap-2.5">
      <input
        {...shared}
        type="checkbox"
        checked={(value ?? fieldOf(field).default) === true}
        onChange={(event) => change(event.target.checked)}
        className="size-4.5 accent-accent"
      />
      <span aria-hidden>{say(texts.yes)}</span>
    </span>
  )
}
