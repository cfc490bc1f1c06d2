'use client'

import { Distribution, Profile } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { Field, TextInput } from '../../parts/Field.tsx'
import { RadioCards } from '../../parts/RadioCards.tsx'
import { DISTRIBUTION_SCOPES, DISTRIBUTIONS, PROFILES } from '../../texts/shell.ts'
import { sites } from '../../texts/sites.ts'

export function NameField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useSay()
  return (
    <Field label={say(sites.name)} purpose={say(sites.namePurpose)} hint={say(sites.nameExample)}>
      {(ids) => (
        <TextInput {...ids} required maxLength={80} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </Field>
  )
}

export function ProfileField({ value, onChange }: { value: Profile; onChange: (value: Profile) => void }) {
  const say = useSay()
  return (
    <RadioCards
      legend={say(sites.profile)}
      value={value}
      onChange={onChange}
      options={Profile.options.map((profile) => ({
        value: profile,
        label: say(PROFILES[profile].label),
        explain: say(PROFILES[profile].explain),
      }))}
    />
  )
}

type DistributionFieldProps = { value: Distribution; onChange: (value: Distribution) => void }

export function DistributionField({ value, onChange }: DistributionFieldProps) {
  const say = useSay()
  return (
    <RadioCards
      legend={say(sites.distribution)}
      value={value}
      onChange={onChange}
      options={Distribution.options.map((distribution) => ({
        value: distribution,
        label: say(DISTRIBUTIONS[distribution]),
        explain: say(DISTRIBUTION_SCOPES[distribution]),
      }))}
    />
  )
}
