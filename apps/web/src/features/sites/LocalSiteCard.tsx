'use client'

import type { Site } from '@astrago/contracts'
import { Monitor } from 'lucide-react'
import { useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { sites } from '../../texts/sites.ts'
import { stepHref } from '../journey/steps.ts'

/** The ready site of the machine that runs the console: a result without any other host. */
export function LocalSiteCard({ site }: { site: Site }) {
  const say = useSay()
  return (
    <section className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-lg border bg-card px-5 py-4">
      <Monitor size={22} aria-hidden className="shrink-0 text-accent" />
      <div className="min-w-0 flex-1 basis-72">
        <h2 className="text-lg">{say(sites.localTitle)}</h2>
        <p className="max-w-[80ch] text-sm text-ink-2">{say(sites.localText)}</p>
      </div>
      <LinkButton href={stepHref('preflight', site.id)}>{say(sites.localOpen)}</LinkButton>
    </section>
  )
}
