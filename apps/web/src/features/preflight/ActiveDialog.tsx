'use client'

import { toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { CheckCard } from '../../parts/CheckCard.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { useSite } from '../../shell/use-site.ts'
import { active as texts } from '../../texts/active.ts'
import { countNodes } from '../journey/steps.ts'
import { betweenNumbers } from './between.ts'
import { useStart } from './use-start.ts'

type Asked = { active: boolean; listeners: boolean; bandwidth: boolean }

/** Says what a preflight can do besides reading, each for itself, and starts one with what is chosen. */
export function ActiveDialog({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const hosts = countNodes(useSite().data?.journey ?? [])
  const [asked, setAsked] = useState<Asked>({ active: true, listeners: false, bandwidth: false })
  const { start, isPending, error } = useStart()
  const numbers = betweenNumbers(hosts)
  const card = (name: keyof Asked) => ({
    label: say(texts[name].label),
    checked: asked[name],
    onChange: (checked: boolean) => setAsked({ ...asked, [name]: checked }),
  })
  return (
    <ConfirmDialog
      title={say(texts.title)}
      confirm={say(texts.start)}
      busy={isPending}
      blocked={!Object.values(asked).includes(true)}
      problem={error && toProblem(error)}
      onConfirm={() => start(asked)}
      onClose={onClose}
    >
      <p>{say(texts.text)}</p>
      <CheckCard {...card('active')}>
        <p>{say(texts.active.text)}</p>
        <ul className="grid list-disc gap-1 pl-5">
          {texts.active.steps.map((step) => (
            <li key={step.en}>{say(step)}</li>
          ))}
        </ul>
      </CheckCard>
      {hosts > 1 && (
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 text-sm font-semibold">{say(texts.between)}</legend>
          {(['listeners', 'bandwidth'] as const).map((name) => (
            <CheckCard key={name} {...card(name)}>
              <p>{say(texts[name].text, numbers)}</p>
            </CheckCard>
          ))}
        </fieldset>
      )}
      <p>{say(texts.end)}</p>
    </ConfirmDialog>
  )
}
