'use client'

import { defaultOf, type FieldId, fieldOf, isRequired, optionsFor, sectionOf } from '@astrago/exchange-form'
import { useId } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { RadioCards } from '../../parts/RadioCards.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { Example } from './Example.tsx'
import { FieldInput } from './FieldInput.tsx'
import { FieldNotes } from './FieldNotes.tsx'
import { useForm, usePart, useProblems } from './form-context.ts'

/** A field of the questionnaire: its label, why it is asked, its input, everything that is wrong with it. */
export function FormField({ id }: { id: FieldId }) {
  const say = useSay()
  const { kind, label, options } = fieldOf(id)
  const problems = useProblems(id)
  const passed = usePassed(id)
  const required = usePart(({ values, site }) => isRequired(id, values, site))
  if (kind === 'choice' && options) return <Choice id={id} passed={passed} />
  return (
    <Field
      label={say(label)}
      purpose={required ? undefined : say(texts.optional)}
      hint={<Hint id={id} />}
      notes={problems.length > 0 && <FieldNotes problems={problems} passed={passed} />}
      invalid={problems.some(({ severity }) => severity === 'error')}
    >
      {(ids) => <FieldInput id={id} ids={ids} required={required} />}
    </Field>
  )
}

const usePassed = (id: FieldId): boolean =>
  usePart(({ passed }) => passed.fields.has(id) || passed.sections.has(sectionOf(id)))

/** Why it is asked, an example, and what happens when it is left alone. */
function Hint({ id }: { id: FieldId }) {
  const say = useSay()
  const { help, example, kind, default: usual } = fieldOf(id)
  const isShownDefault = usual !== undefined && typeof usual !== 'boolean' && kind !== 'choice'
  const rest = [
    ...(kind === 'list' ? [say(texts.listHint)] : []),
    // As text, the way it is typed: 30080 is a port, not thirty thousand.
    ...(isShownDefault ? [say(texts.defaultHint, { value: String(usual) })] : []),
  ]
  return (
    <>
      {[say(help), ...rest].join(' ')}
      {example && !isShownDefault && (
        <span className="block">
          {say(texts.exampleLabel)} <Example text={say(example)} />
        </span>
      )}
    </>
  )
}

function Choice({ id, passed }: { id: FieldId; passed: boolean }) {
  const say = useSay()
  const below = useId()
  const { store, readOnly } = useForm()
  const { label } = fieldOf(id)
  const site = usePart(({ site }) => site)
  const usual = defaultOf(id, site)
  const problems = useProblems(id)
  const value = usePart(({ values }) => values[id])
  const clearable = usePart(({ values }) => usual === undefined && !isRequired(id, values, site))
  return (
    <fieldset data-field={id} disabled={readOnly} className="grid gap-1.5">
      <RadioCards
        legend={say(label)}
        describedBy={below}
        value={String(value ?? '')}
        options={Object.entries(optionsFor(id, site)).map(([option, text]) => ({
          value: option,
          label: say(text),
          mark: option === usual ? say(texts.usual) : undefined,
        }))}
        onChange={(next) => store.edit(id, next)}
      />
      <div id={below} className="grid gap-1 text-xs">
        {clearable && value !== undefined && !readOnly && (
          <Button small look="quiet" className="justify-self-start" onClick={() => store.edit(id, null)}>
            {say(texts.unchoose)}
          </Button>
        )}
        <FieldNotes problems={problems} passed={passed} />
        <p className="text-ink-3">
          <Hint id={id} />
        </p>
      </div>
    </fieldset>
  )
}
