'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { BrowserOnly } from '../../parts/BrowserOnly.tsx'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { OpenShell } from '../../shell/OpenShell.tsx'
import { people } from '../../texts/people.ts'
import { KeptNote } from '../questionnaire/drafts/KeptNote.tsx'
import { useLinkToken } from './token.ts'
import { useEnter } from './use-enter.ts'

/** What a customer sees first: what this is, and one button. */
export function InvitePage() {
  const say = useSay()
  return (
    <OpenShell title={say(people.inviteTitle)}>
      <p className="text-ink-2">{say(people.inviteText)}</p>
      <ul className="grid gap-1.5 pl-5 text-sm text-ink-2 list-disc">
        {people.invitePoints.map((point) => (
          <li key={point.en}>{say(point)}</li>
        ))}
      </ul>
      <BrowserOnly>
        <KeptNote />
        <Start />
      </BrowserOnly>
    </OpenShell>
  )
}

function Start() {
  const say = useSay()
  const token = useLinkToken()
  const enter = useEnter()
  const { data } = useAsk(ROUTES.session, {})
  const accept = useChange(ROUTES.acceptInvitation)
  const site = data?.identity?.role === 'customer' ? data.identity.site : null

  if (token) {
    return (
      <>
        <Invited token={token} />
        {accept.error && <ProblemNote problem={toProblem(accept.error)} />}
        <Button
          look="primary"
          busy={accept.isPending}
          onClick={() => accept.mutate({ body: { token } }, { onSuccess: (identity) => enter(identity) })}
        >
          {say(people.inviteStart)}
        </Button>
      </>
    )
  }
  return site ? (
    <LinkButton look="primary" href={`/form?${new URLSearchParams({ id: site })}`}>
      {say(people.inviteStart)}
    </LinkButton>
  ) : (
    <Note tone="warn" title={say(people.noToken)}>
      {say(people.inviteContact)}
    </Note>
  )
}

/** What the link opens and until when, so that a wrong or an old one is noticed before anything is typed. */
function Invited({ token }: { token: string }) {
  const say = useSay()
  const locale = useLocale()
  const { data, error } = useAsk(ROUTES.readInvitation, { body: { token } }, { staleTime: Number.POSITIVE_INFINITY })
  if (error) return <ProblemNote problem={toProblem(error)} />
  if (!data) return null
  return <p>{say(people.invited, { site: data.site, at: dateTime(data.expiresAt, locale) })}</p>
}
