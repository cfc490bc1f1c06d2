'use client'

import { type FixOffer, type HeldFixes, type Preflight, ROUTES, type Run } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { fixes as texts } from '../../texts/fixes.ts'
import { FixDialog } from './FixDialog.tsx'
import { FixRunNote } from './FixRunNote.tsx'

type RunHead = Omit<Run, 'steps'>

/** The preflight that follows fixes begins a moment after they have ended; somebody else may begin one too. */
const PREFLIGHTS_MS = 4000

/** How far fixes are that somebody began, or why they stopped; else what the console can put right. And what others have fixed. */
export function FixesCard({ mayChange }: { mayChange: boolean }) {
  const site = useSiteId()
  const { data } = useAsk(ROUTES.readFixes, { params: { site } })
  const preflights = useAsk(ROUTES.listPreflights, { params: { site } }, { refetchInterval: PREFLIGHTS_MS }).data ?? []
  if (!data) return null
  const { run, offers, held } = data
  return (
    <>
      {run && isOpen(run, preflights) && <FixRunNote key={run.id} run={run} />}
      <OthersNote held={held} />
      {mayChange && offers.length > 0 && run?.state !== 'running' && <FixAllNote offers={offers} />}
    </>
  )
}

/** One that did not come to its end is told of until somebody has looked again; the look that follows it is the first. */
function isOpen({ state, endedAt }: RunHead, preflights: readonly Pick<Preflight, 'startedAt'>[]): boolean {
  if (state === 'running') return true
  return state !== 'done' && preflights.filter(({ startedAt }) => startedAt > (endedAt ?? '')).length < 2
}

/** So many hosts are named. */
const NAMED = 6

function OthersNote({ held }: { held: readonly HeldFixes[] }) {
  const say = useSay()
  const hosts = held.filter(({ others }) => others > 0)
  if (hosts.length === 0) return null
  const named = hosts.slice(0, NAMED).map(({ host, others }) => `${host} (${others})`)
  const more = hosts.length > NAMED ? ` … +${hosts.length - NAMED}` : ''
  const n = hosts.reduce((sum, { others }) => sum + others, 0)
  return (
    <Note tone="plain" title={say(texts.others, { n, hosts: hosts.length })}>
      {say(texts.othersText, { list: `${named.join(', ')}${more}` })}
    </Note>
  )
}

function FixAllNote({ offers }: { offers: readonly FixOffer[] }) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const hosts = new Set(offers.map(({ host }) => host)).size
  return (
    <Note
      tone="plain"
      title={say(texts.canFix, { n: offers.length, hosts })}
      actions={
        <Button small onClick={() => setAsking(true)}>
          {say(texts.all)}
        </Button>
      }
    >
      {say(texts.canFixText)}
      {asking && <FixDialog title={say(texts.allTitle)} offers={offers} onClose={() => setAsking(false)} />}
    </Note>
  )
}
