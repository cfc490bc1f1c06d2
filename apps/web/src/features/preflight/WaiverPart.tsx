'use client'

import { isWaivable, lapseText, ROUTES, toProblem, type Verdict, type Waiver } from '@astrago/contracts'
import clsx from 'clsx'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { waivers as texts } from '../../texts/waivers.ts'
import type { Judged } from './board.ts'
import { WaiveDialog } from './WaiveDialog.tsx'

type WaiverPartProps = {
  item: Judged
  title: string
  /** The same outcome on other hosts, which may be waived with it. */
  alike: readonly Verdict[]
  mayChange: boolean
}

/** The waiver of a failure, also one that lapsed and why; the button to waive it; or that nobody can. */
export function WaiverPart({ item, title, alike, mayChange }: WaiverPartProps) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const { verdict, waiver, lapse, blocking } = item
  const mayWaive = mayChange && blocking && isWaivable(verdict)
  return (
    <>
      {blocking && !isWaivable(verdict) && <p className="text-ink-2">{say(texts.never)}</p>}
      {waiver && (
        <GivenWaiver
          waiver={waiver}
          why={lapse ? say(lapseText(lapse, waiver, verdict)) : null}
          mayChange={mayChange}
        />
      )}
      {mayWaive && (
        <div>
          <Button small onClick={() => setAsking(true)}>
            {say(lapse ? texts.openAgain : texts.open)}
          </Button>
        </div>
      )}
      {asking && <WaiveDialog verdict={verdict} title={title} alike={alike} onClose={() => setAsking(false)} />}
    </>
  )
}

type GivenWaiverProps = { waiver: Waiver; why: string | null; mayChange: boolean }

function GivenWaiver({ waiver, why, mayChange }: GivenWaiverProps) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const revoke = useChange(ROUTES.revokeWaiver, [ROUTES.listWaivers, ROUTES.listPreflights, ROUTES.readSite])
  const { id, who, at, reason, expires } = waiver
  return (
    <div
      className={clsx('grid justify-items-start gap-2 rounded-md px-3 py-2', why ? 'bg-warn-soft' : 'bg-unknown-soft')}
    >
      {why && <p className="font-semibold text-warn">{`${say(texts.lapsed)}: ${why}`}</p>}
      <p>{say(texts.given, { who, at: dateTime(at, locale), expires })}</p>
      <p className="whitespace-pre-line text-ink-2">{reason}</p>
      {mayChange && (
        <Button small busy={revoke.isPending} onClick={() => revoke.mutate({ params: { site, waiver: id } })}>
          {say(texts.revoke)}
        </Button>
      )}
      {revoke.error && <ProblemNote problem={toProblem(revoke.error)} />}
    </div>
  )
}
