'use client'

import { ROUTES, urlOf } from '@astrago/contracts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { IdentityProvider } from '../../shell/identity.tsx'
import { LanguageSwitch } from '../../shell/LanguageSwitch.tsx'
import { OpenShell } from '../../shell/OpenShell.tsx'
import { Wordmark } from '../../shell/Wordmark.tsx'
import { people } from '../../texts/people.ts'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { PrepareCard } from '../documents/PrepareCard.tsx'
import { KeptNote } from './drafts/KeptNote.tsx'
import { FormBoard } from './FormBoard.tsx'

const AGAIN_MS = 5_000

/** The questionnaire as the customer has it: alone, with nothing of the reseller's. */
export function CustomerPage() {
  const say = useSay()
  // Whoever opens the link again, in this window or another, goes on here.
  const asked = useAsk(ROUTES.session, {}, { refetchInterval: (data) => (data?.identity ? false : AGAIN_MS) })
  if (!asked.data) {
    return (
      <main className="p-6">
        <title>AstraGo</title>
        <Unanswered asked={asked} />
      </main>
    )
  }
  const { identity } = asked.data
  if (identity?.role !== 'customer' || identity.site === null) {
    return (
      <OpenShell title={say(texts.closedTitle)}>
        <p className="text-ink-2">{say(texts.closedText)}</p>
        <KeptNote />
      </OpenShell>
    )
  }
  return (
    <IdentityProvider identity={identity}>
      <Header site={identity.site} />
      <main className="px-6.5 py-6 max-sm:px-3.5 max-sm:py-4">
        <FormBoard site={identity.site} mayEdit />
        <div className="mt-6">
          <PrepareCard site={identity.site} commands={false} />
        </div>
      </main>
    </IdentityProvider>
  )
}

function Header({ site }: { site: string }) {
  const say = useSay()
  const locale = useLocale()
  const { data } = useAsk(ROUTES.readSite, { params: { site } })
  const report = urlOf(ROUTES.report, { params: { site }, querystring: { format: 'pdf', lang: locale } })
  const hasReport = data?.journey.some(({ step, state }) => step === 'report' && state !== 'closed')
  return (
    <header className="flex min-h-14 flex-wrap items-center justify-between gap-3 border-b bg-card px-5 py-2 max-sm:px-3">
      <div className="flex min-w-0 items-center gap-3">
        <Wordmark title={say(people.inviteTitle)} short />
        <span className="truncate font-semibold">{data?.site.name}</span>
      </div>
      <div className="flex items-center gap-2">
        {hasReport && (
          <LinkButton small download href={report}>
            {say(texts.report)}
          </LinkButton>
        )}
        <LanguageSwitch />
      </div>
    </header>
  )
}
