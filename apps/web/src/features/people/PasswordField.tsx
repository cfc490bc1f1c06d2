'use client'

import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Field, TextInput } from '../../parts/Field.tsx'
import { common } from '../../texts/common.ts'
import { people } from '../../texts/people.ts'

type PasswordFieldProps = {
  label?: string
  value: string
  onChange: (value: string) => void
  /** A password that is being chosen: its rule is shown, and broken once it is left too short. */
  fresh?: boolean
}

const SHORTEST = 12

/** A password that can be looked at while it is typed. */
export function PasswordField({ label, value, onChange, fresh }: PasswordFieldProps) {
  const say = useSay()
  const [shown, setShown] = useState(false)
  const [left, setLeft] = useState(false)
  const short = fresh && left && value.length > 0 && value.length < SHORTEST
  return (
    <Field
      label={label ?? say(common.password)}
      hint={fresh && say(people.passwordHint)}
      error={short ? say(people.passwordShort, { n: value.length }) : undefined}
    >
      {(ids) => (
        <div className="relative">
          <TextInput
            {...ids}
            type={shown ? 'text' : 'password'}
            autoComplete={fresh ? 'new-password' : 'current-password'}
            required
            minLength={fresh ? SHORTEST : 1}
            maxLength={200}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onBlur={() => setLeft(true)}
            className="pr-18"
          />
          <button
            type="button"
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-1 right-1 rounded-sm px-2 text-sm font-semibold text-accent hover:bg-accent-soft"
          >
            {say(shown ? people.hide : people.show)}
          </button>
        </div>
      )}
    </Field>
  )
}
