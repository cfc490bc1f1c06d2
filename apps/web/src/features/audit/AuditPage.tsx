'use client'

import { type AuditEntry, ROUTES } from '@astrago/contracts'
import { useState } from 'react'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { Page } from '../../parts/Page.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { ACTIONS, audit as texts } from '../../texts/audit.ts'
import { detailWords } from './detail.ts'

/** Who did what, a page at a time. */
export function AuditPage() {
  const say = useSay()
  const [before, setBefore] = useState<readonly number[]>([])
  const last = before.at(-1)
  const asked = useAsk(ROUTES.audit, { querystring: last === undefined ? {} : { before: last } })
  const sites = useAsk(ROUTES.listSites, {})
  if (!asked.data) return <UnansweredPage title={say(texts.title)} asked={asked} />
  const { entries, more } = asked.data
  const names = new Map(sites.data?.map(({ id, name }) => [id, name]))
  const oldest = entries.at(-1)
  return (
    <Page title={say(texts.title)} sentence={say(texts.sentence)}>
      {entries.length === 0 ? (
        <EmptyState title={say(texts.empty)}>{say(texts.sentence)}</EmptyState>
      ) : (
        <Card flush>
          <ul className="divide-y">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} site={entry.site === null ? null : (names.get(entry.site) ?? null)} />
            ))}
          </ul>
        </Card>
      )}
      {more && oldest && (
        <div>
          <Button onClick={() => setBefore([...before, oldest.id])}>{say(texts.older)}</Button>
        </div>
      )}
    </Page>
  )
}

function Entry({ entry, site }: { entry: AuditEntry; site: string | null }) {
  const say = useSay()
  const locale = useLocale()
  const action = ACTIONS[entry.action]
  return (
    <li className="grid grid-cols-[1fr_auto] items-baseline gap-x-4 px-5 py-2.5 md:grid-cols-[170px_140px_1fr]">
      <time dateTime={entry.at} className="text-sm text-ink-2 tabular-nums max-md:order-2">
        {dateTime(entry.at, locale)}
      </time>
      <span className="truncate font-semibold">{entry.who}</span>
      <span className="min-w-0 max-md:order-3 max-md:col-span-2">
        {action ? say(action) : entry.action}
        {site && <span className="text-ink-2"> · {site}</span>}
        {entry.detail && (
          <span className="block text-sm break-words text-ink-2">{detailWords(entry.action, entry.detail, say)}</span>
        )}
      </span>
    </li>
  )
}
