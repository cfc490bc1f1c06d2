'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { fieldOf, isFieldId } from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { CopyButton } from '../../parts/CopyButton.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { report as texts } from '../../texts/report.ts'

/** The passwords that the console made, each shown on demand; there once a plan was made. */
export function PasswordsCard({ site }: { site: string }) {
  const say = useSay()
  const asked = useAsk(ROUTES.listPasswords, { params: { site } })
  const fields = asked.data?.fields ?? []
  if (!asked.data && asked.error)
    return (
      <Card title={say(texts.passwordsTitle)}>
        <Unanswered asked={asked} />
      </Card>
    )
  if (fields.length === 0) return null
  return (
    <Card title={say(texts.passwordsTitle)} flush>
      <p className="max-w-[72ch] px-5 pb-4 text-ink-2">{say(texts.passwordsText)}</p>
      <ul className="divide-y border-t">
        {fields.map((field) => (
          <Password key={field} site={site} field={field} />
        ))}
      </ul>
    </Card>
  )
}

function Password({ site, field }: { site: string; field: string }) {
  const say = useSay()
  const show = useChange(ROUTES.showPassword, [ROUTES.audit])
  const label = isFieldId(field) ? say(fieldOf(field).label) : field
  const password = show.data?.password
  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-4 gap-y-2 px-5 py-2">
      <span className="min-w-0 flex-1 basis-56">{label}</span>
      {/* There before it is filled, so that what comes into it is read out. */}
      <output className="font-mono break-all">{password}</output>
      <div className="flex gap-2">
        {password !== undefined && <CopyButton of={label} text={password} look="quiet" small />}
        <Button
          small
          busy={show.isPending}
          aria-label={`${label}: ${say(password === undefined ? texts.show : texts.hide)}`}
          onClick={() => (password === undefined ? show.mutate({ params: { site, field } }) : show.reset())}
        >
          {say(password === undefined ? texts.show : texts.hide)}
        </Button>
      </div>
      {show.error && <ProblemNote problem={toProblem(show.error)} />}
    </li>
  )
}
