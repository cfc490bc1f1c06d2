'use client'

import { ROUTES, type Verdict } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { fixes as texts } from '../../texts/fixes.ts'
import { FixDialog } from './FixDialog.tsx'

type FixButtonProps = {
  verdict: Verdict
  /** The same outcome of the check on other hosts. */
  alike: readonly Verdict[]
  /** Whether the console puts this outcome right, as a rule. */
  isFixable: boolean
  onStarted: () => void
}

/** Fixes a finding, where the console can; says so where it cannot on this host. */
export function FixButton({ verdict, alike, isFixable, onStarted }: FixButtonProps) {
  const say = useSay()
  const site = useSiteId()
  const { data } = useAsk(ROUTES.readFixes, { params: { site } })
  const [asking, setAsking] = useState(false)
  const offersOf = (verdicts: readonly Verdict[]) =>
    data?.offers.filter((offer) => verdicts.some(({ check, host }) => offer.check === check && offer.host === host)) ??
    []
  const own = offersOf([verdict])
  if (own.length === 0) return isFixable && data ? <p className="text-ink-2">{say(texts.notHere)}</p> : null
  return (
    <div>
      <Button small disabled={data?.run?.state === 'running'} onClick={() => setAsking(true)}>
        {say(texts.open)}
      </Button>
      {asking && (
        <FixDialog
          title={say(texts.title)}
          offers={own}
          alike={offersOf(alike)}
          // What comes of it is looked at here once the check has run again.
          onStarted={onStarted}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}
