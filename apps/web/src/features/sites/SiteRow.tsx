'use client'

import { type ListedSite, ROUTES, type Site, toProblem } from '@astrago/contracts'
import Link from 'next/link'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Chip } from '../../parts/Status.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { DISTRIBUTIONS, PROFILES, STEPS } from '../../texts/shell.ts'
import { sites } from '../../texts/sites.ts'
import { nextStep, STEP_TONES, stepHref } from '../journey/steps.ts'
import { ArchiveDialog } from './ArchiveDialog.tsx'
import { ChangeSiteDialog } from './ChangeSiteDialog.tsx'

/** A site in the list: what it is, what comes next, and its housekeeping. */
export function SiteRow({ site }: { site: ListedSite }) {
  const say = useSay()
  const locale = useLocale()
  const mayChange = useMayChange()
  return (
    <li className="flex flex-wrap items-center gap-x-5 gap-y-2 px-5 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <Link href={stepHref('site', site.id)} className="font-semibold hover:underline">
          {site.name}
        </Link>
        <p className="text-xs text-ink-2">{say(sites.updated, { at: dateTime(site.updatedAt, locale) })}</p>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <Chip tone="plain">{say(PROFILES[site.profile].label)}</Chip>
        <Chip tone="plain">{say(DISTRIBUTIONS[site.distribution])}</Chip>
        {!site.archived && <NextStep journey={site.journey} />}
      </div>
      {mayChange && <Housekeeping site={site} />}
    </li>
  )
}

function NextStep({ journey }: Pick<ListedSite, 'journey'>) {
  const say = useSay()
  const next = nextStep(journey)
  return (
    <Chip tone={next ? STEP_TONES[next.state] : 'pass'}>
      {next
        ? say(next.state === 'running' ? sites.now : sites.next, { step: say(STEPS[next.step]) })
        : say(sites.allDone)}
    </Chip>
  )
}

function Housekeeping({ site }: { site: Site }) {
  const say = useSay()
  const [dialog, setDialog] = useState<'rename' | 'archive' | null>(null)
  const takeOut = useChange(ROUTES.changeSite, [ROUTES.listSites, ROUTES.readSite])
  const close = () => setDialog(null)
  return (
    <>
      <div className="flex gap-1">
        <RowButton site={site} words={say(sites.rename)} onClick={() => setDialog('rename')} />
        {site.archived ? (
          <RowButton
            site={site}
            words={say(sites.unarchive)}
            busy={takeOut.isPending}
            onClick={() => takeOut.mutate({ params: { site: site.id }, body: { archived: false } })}
          />
        ) : (
          <RowButton site={site} words={say(sites.archive)} onClick={() => setDialog('archive')} />
        )}
      </div>
      {takeOut.error && (
        <div className="basis-full">
          <ProblemNote problem={toProblem(takeOut.error)} />
        </div>
      )}
      {dialog === 'rename' && <ChangeSiteDialog site={site} part="name" onClose={close} />}
      {dialog === 'archive' && <ArchiveDialog site={site} onClose={close} />}
    </>
  )
}

type RowButtonProps = { site: Site; words: string; busy?: boolean; onClick: () => void }

function RowButton({ site, words, busy, onClick }: RowButtonProps) {
  return (
    <Button small look="quiet" busy={busy ?? false} aria-label={`${site.name}: ${words}`} onClick={onClick}>
      {words}
    </Button>
  )
}
