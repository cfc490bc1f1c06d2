'use client'

import { UserName } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { Field, TextInput } from '../../parts/Field.tsx'
import { common } from '../../texts/common.ts'
import { people } from '../../texts/people.ts'

export const isUserName = (name: string): boolean => UserName.safeParse(name).success

type UserNameFieldProps = { value: string; onChange: (value: string) => void; autoComplete: 'username' | 'off' }

/** The name of an account that is being made: its rule is shown, and said to be broken while it is. */
export function UserNameField({ value, onChange, autoComplete }: UserNameFieldProps) {
  const say = useSay()
  const wrong = value !== '' && !isUserName(value)
  return (
    <Field label={say(common.name)} hint={say(people.nameHint)} error={wrong ? say(people.nameInvalid) : undefined}>
      {(ids) => (
        <TextInput
          {...ids}
          required
          autoComplete={autoComplete}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
