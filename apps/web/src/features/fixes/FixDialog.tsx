'use client'

import { type FixOffer, ROUTES } from '@astrago/contracts'
import { useEffect, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { fixes as texts } from '../../texts/fixes.ts'
import { PlanDialog } from './PlanDialog.tsx'

type FixDialogProps = {
  title: string
  offers: readonly FixOffer[]
  /** The same on other hosts, to be fixed too where that is wanted. */
  alike?: readonly FixOffer[]
  onStarted?: () => void
  onClose: () => void
}

/** Shows what fixing would do, and does it when somebody agrees. */
export function FixDialog({ title, offers, alike = [], ...rest }: FixDialogProps) {
  const say = useSay()
  const site = useSiteId()
  const preview = useChange(ROUTES.planFixes)
  const { mutate } = preview
  const [all, setAll] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is offered stays as it was when this was opened
  useEffect(() => {
    const fixes = [...offers, ...(all ? alike : [])].map(({ host, check }) => ({ host, check }))
    mutate({ params: { site }, body: { fixes } })
  }, [all, site, mutate])
  return (
    <PlanDialog title={title} confirm={say(texts.fix)} nothing={say(texts.nothing)} preview={preview} {...rest}>
      <p>{say(texts.text)}</p>
      {alike.length > 0 && (
        <label className="flex items-start gap-2">
          <input type="checkbox" className="mt-1" checked={all} onChange={(event) => setAll(event.target.checked)} />
          <span>
            {say(texts.alike, { n: alike.length })}
            <span className="block text-xs text-ink-3">{alike.map(({ host }) => host).join(', ')}</span>
          </span>
        </label>
      )}
    </PlanDialog>
  )
}
