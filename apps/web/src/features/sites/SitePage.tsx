'use client'

import { type JourneyState, type Localized, ROUTES, type Site, urlOf } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Page } from '../../parts/Page.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { useIdentity, useMayChange } from '../../shell/identity.tsx'
import { useSite } from '../../shell/use-site.ts'
import { DISTRIBUTIONS, PROFILES, SITE_KINDS, STEPS } from '../../texts/shell.ts'
import { sites } from '../../texts/sites.ts'
import { PrepareCard } from '../documents/PrepareCard.tsx'
import { InvitationsCard } from '../invitations/InvitationsCard.tsx'
import { nextStep, stepHref } from '../journey/steps.ts'
import { ChangeSiteDialog } from './ChangeSiteDialog.tsx'
import { JourneyCard } from './JourneyCard.tsx'

/** The overview of a site: what to do next, where every step stands, and what the site is. */
export function SitePage() {
  const say = useSay()
  const asked = useSite()
  if (!asked.data) return <UnansweredPage title={say(sites.one)} asked={asked} />
  return <Overview {...asked.data} />
}

function Overview({ site, journey }: { site: Site; journey: JourneyState[] }) {
  const say = useSay()
  const next = site.archived ? null : nextStep(journey)
  const step = next ? say(STEPS[next.step]) : ''
  const sentence = site.archived ? sites.overviewArchived : sentenceOf(next)
  return (
    <Page
      title={site.kind === 'local' ? say(SITE_KINDS.local) : site.name}
      sentence={say(sentence, { step })}
      actions={
        next && (
          <LinkButton look="primary" href={stepHref(next.step, site.id)}>
            {say(sites.goOn, { step })}
          </LinkButton>
        )
      }
    >
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_320px]">
        <div className="grid gap-4 *:min-w-0">
          <JourneyCard site={site} journey={journey} />
          {site.kind === 'remote' && <PrepareCard site={site.id} />}
        </div>
        <div className="grid gap-4">
          <About site={site} />
          <Invitations site={site} />
        </div>
      </div>
    </Page>
  )
}

function sentenceOf(next: JourneyState | null): Localized {
  if (next === null) return sites.allDone
  return next.state === 'running' ? sites.overviewNow : sites.overviewNext
}

function Invitations({ site }: { site: Site }) {
  const mayChange = useMayChange()
  if (!mayChange || site.kind === 'local') return null
  return <InvitationsCard site={site.id} />
}

function About({ site }: { site: Site }) {
  const say = useSay()
  const locale = useLocale()
  const mayChange = useMayChange()
  const mayExport = useIdentity().role === 'reseller' && site.kind === 'remote'
  const [changing, setChanging] = useState(false)
  const facts = [
    ...(site.kind === 'remote'
      ? [
          [say(sites.profile), say(PROFILES[site.profile].label)],
          [say(sites.distribution), say(DISTRIBUTIONS[site.distribution])],
        ]
      : []),
    [say(sites.made), dateTime(site.createdAt, locale)],
    [say(sites.changed), dateTime(site.updatedAt, locale)],
  ]
  return (
    <Card title={say(sites.about)}>
      <dl className="grid gap-2">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-ink-2">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayExport && (
        <div className="mt-4 flex flex-wrap gap-2">
          {mayChange && (
            <Button small onClick={() => setChanging(true)}>
              {say(sites.change)}
            </Button>
          )}
          <LinkButton small download href={urlOf(ROUTES.exportSite, { params: { site: site.id } })}>
            {say(sites.export)}
          </LinkButton>
        </div>
      )}
      {changing && <ChangeSiteDialog site={site} part="all" onClose={() => setChanging(false)} />}
    </Card>
  )
}
