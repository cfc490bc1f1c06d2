'use client'

import { type ListedSite, ROUTES } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { TextInput } from '../../parts/Field.tsx'
import { Page } from '../../parts/Page.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { sites } from '../../texts/sites.ts'
import { ImportDialog } from './ImportDialog.tsx'
import { LocalSiteCard } from './LocalSiteCard.tsx'
import { MakeSiteDialog } from './MakeSiteDialog.tsx'
import { SiteRow } from './SiteRow.tsx'

/** Whatever is done at a site may change what comes next there. */
const ALWAYS_FRESH = { staleTime: 0, refetchInterval: 10_000 }

export function SitesPage() {
  const say = useSay()
  const mayChange = useMayChange()
  const asked = useAsk(ROUTES.listSites, {}, ALWAYS_FRESH)
  const [dialog, setDialog] = useState<'make' | 'import' | null>(null)
  const close = () => setDialog(null)

  const own = asked.data?.filter(({ kind }) => kind === 'remote') ?? []
  const local = asked.data?.find(({ kind }) => kind === 'local')
  const active = own.filter(({ archived }) => !archived)
  const archived = own.filter((site) => site.archived)

  const buttons = (
    <>
      <Button onClick={() => setDialog('import')}>{say(sites.import)}</Button>
      <Button look="primary" onClick={() => setDialog('make')}>
        {say(sites.make)}
      </Button>
    </>
  )

  return (
    <Page
      title={say(sites.title)}
      sentence={asked.data && say(own.length === 0 ? sites.sentenceNone : sites.sentence, { n: active.length })}
      actions={mayChange && own.length > 0 && buttons}
    >
      {!asked.data && <Unanswered asked={asked} />}
      {asked.data && own.length === 0 && (
        <EmptyState
          title={say(sites.emptyTitle)}
          steps={sites.emptySteps.map((step) => say(step))}
          actions={mayChange && buttons}
        >
          {say(sites.emptyText)}
        </EmptyState>
      )}
      {active.length > 0 && <ActiveSites active={active} />}
      {local && <LocalSiteCard site={local} />}
      {archived.length > 0 && (
        <details className="rounded-lg border bg-card">
          <summary className="px-5 py-3 font-semibold">{say(sites.archived, { n: archived.length })}</summary>
          <ul className="divide-y border-t">
            {archived.map((site) => (
              <SiteRow key={site.id} site={site} />
            ))}
          </ul>
        </details>
      )}
      {dialog === 'make' && <MakeSiteDialog onClose={close} />}
      {dialog === 'import' && <ImportDialog onClose={close} />}
    </Page>
  )
}

/** From so many sites on, one is found by its name rather than by looking. */
const MANY = 8

const named =
  (wanted: string) =>
  ({ name }: ListedSite): boolean =>
    name.toLowerCase().includes(wanted.trim().toLowerCase())

function ActiveSites({ active }: { active: readonly ListedSite[] }) {
  const say = useSay()
  const [wanted, setWanted] = useState('')
  const shown = active.filter(named(wanted))
  return (
    <Card title={say(sites.active)} actions={<SearchBox {...{ count: active.length, wanted, setWanted }} />} flush>
      <ul className="divide-y border-t">
        {shown.map((site) => (
          <SiteRow key={site.id} site={site} />
        ))}
      </ul>
      {shown.length === 0 && (
        <p role="status" className="border-t px-5 py-4 text-ink-2">
          {say(sites.noneNamed, { name: wanted })}
        </p>
      )}
    </Card>
  )
}

type SearchBoxProps = { count: number; wanted: string; setWanted: (wanted: string) => void }

function SearchBox({ count, wanted, setWanted }: SearchBoxProps) {
  const say = useSay()
  if (count < MANY) return null
  return (
    <TextInput
      type="search"
      aria-label={say(sites.search)}
      placeholder={say(sites.search)}
      value={wanted}
      onChange={(event) => setWanted(event.target.value)}
      className="sm:w-64"
    />
  )
}
