'use client'

import { type FieldId, fieldOf, isRequired } from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { Field } from '../../parts/Field.tsx'
import { RadioCards } from '../../parts/RadioCards.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { FieldInput } from './FieldInput.tsx'
import { useFormContext } from './form-context.ts'

/** A field of the questionnaire: its label, why it is asked, its input, what is wrong with it. */
export function FormField({ id }: { id: FieldId }) {
  const say = useSay()
  const { snapshot } = useFormContext()
  const { kind, label, options } = fieldOf(id)
  const problem = snapshot.problems.find(({ field, severity }) => field === id && severity !== 'missing')
  const error = problem && say(problem.message)
  const hint = useHint(id)
  if (kind === 'choice' && options) return <Choice id={id} hint={hint} error={error} />
  const required = isRequired(id, snapshot.values, snapshot.site)
  return (
    <Field label={say(label)} purpose={required ? undefined : say(texts.optional)} hint={hint} error={error}>
      {(ids) => <FieldInput id={id} ids={ids} />}
    </Field>
  )
}

function useHint(id: FieldId): string {
  const say = useSay()
  const { help, example, generated, kind } = fieldOf(id)
  return [
    say(help),
    ...(example ? [say(texts.example, { example: say(example) })] : []),
    ...(generated ? [say(texts.generatedHint)] : []),
    ...(kind === 'list' ? [say(texts.listHint)] : []),
  ].join(' ')
}

function Choice({ id, hint, error }: { id: FieldId; hint: string; error: string | undefined }) {
  const say = useSay()
  const { snapshot, store, readOnly } = useFormContext()
  const { label, options = {} } = fieldOf(id)
  return (
    <fieldset data-field={id} disabled={readOnly} className="grid gap-1.5">
      <RadioCards
        legend={say(label)}
        value={String(snapshot.values[id] ?? '')}
        options={Object.entries(options).map(([option, text]) => ({ value: option, label: say(text), explain: '' }))}
        onChange={(next) => store.edit(id, next)}
      />
      <p className={error ? 'text-xs text-fail' : 'text-xs text-ink-3'}>{error ?? hint}</p>
    </fieldset>
  )
}
