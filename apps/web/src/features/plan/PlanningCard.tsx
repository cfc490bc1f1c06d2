'use client'

import { type Planning, type Problem, ROUTES, roughDuration, toProblem } from '@astrago/contracts'
import { isFieldId } from '@astrago/exchange-form'
import { bytes } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { PLANNING_HOSTS, plan as texts } from '../../texts/plan.ts'
import { stepHref } from '../journey/steps.ts'

type Props = { site: string; planning: Planning; mayChange: boolean }

/** How far the making of a plan is; or why none came of it. Nothing once the plan is there. */
export function PlanningCard({ site, planning, mayChange }: Props) {
  const say = useSay()
  if (planning.state === 'running') return <UnderWay site={site} planning={planning} mayChange={mayChange} />
  if (planning.state === 'cancelled')
    return (
      <Note tone="unknown" role="status" title={say(texts.cancelled, { who: planning.cancelledBy ?? '' })}>
        {say(texts.cancelledText)}
      </Note>
    )
  if (!planning.problem) return null
  return (
    <section className="grid gap-2">
      <h2 className="text-lg">{say(texts.failed)}</h2>
      <p className="text-sm text-ink-2">{say(texts.failedAt, { at: say(planning.at.title) })}</p>
      <ProblemNote problem={planning.problem} actions={<WayOut site={site} problem={planning.problem} />} />
    </section>
  )
}

function UnderWay({ site, planning, mayChange }: Props) {
  const say = useSay()
  const locale = useLocale()
  const now = useNow(1000, true)
  const cancel = useChange(ROUTES.cancelPlanning, [ROUTES.readPlanning])
  const { at, files, startedBy, startedAt, cancelledBy } = planning
  const passed = roughDuration(now - Date.parse(startedAt), locale)
  const stopping = cancelledBy !== null
  return (
    <Card
      title={say(stopping ? texts.cancelling : texts.making)}
      note={`${say(texts.makingBy, { who: startedBy, passed })} ${say(texts.makingSafe)}`}
      actions={
        mayChange && (
          <Button small busy={cancel.isPending || stopping} onClick={() => cancel.mutate({ params: { site } })}>
            {say(texts.makingCancel)}
          </Button>
        )
      }
    >
      <div className="grid gap-2">
        <ProgressBar label={say(texts.making)} share={Math.max(0, at.number - 1) / at.of} />
        <p role="status">{say(texts.makingAt, { number: at.number, of: at.of, title: say(at.title) })}</p>
        {files && (
          <p className="text-sm break-all text-ink-2 tabular-nums">
            {say(texts.summing, { name: files.name, bytes: bytes(files.bytes), total: bytes(files.total) })}
          </p>
        )}
        <PlanningHosts hosts={planning.hosts} now={now} />
        {cancel.error && <ProblemNote problem={toProblem(cancel.error)} />}
      </div>
    </Card>
  )
}

const TONES: Record<Planning['hosts'][number]['state'], Tone> = {
  waiting: 'plain',
  reading: 'running',
  answered: 'pass',
}

function PlanningHosts({ hosts, now }: { hosts: Planning['hosts']; now: number }) {
  const say = useSay()
  const locale = useLocale()
  return (
    <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2 xl:grid-cols-3">
      {hosts.map(({ host, state, since }) => (
        <li key={host} className="flex items-center justify-between gap-3 text-sm">
          <span className="min-w-0 truncate font-semibold">{host}</span>
          <span className="flex items-center gap-2 text-ink-2 tabular-nums">
            {since && roughDuration(now - Date.parse(since), locale)}
            <Chip tone={TONES[state]}>{say(PLANNING_HOSTS[state])}</Chip>
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Where a planning that failed is mended: the answer that is missing, or the host that did not do. */
function WayOut({ site, problem }: { site: string; problem: Problem }) {
  const say = useSay()
  const field = String(problem.params?.detail ?? '')
  if (isFieldId(field))
    return (
      <LinkButton small href={stepHref('form', site, { field })}>
        {say(texts.toField)}
      </LinkButton>
    )
  return problem.host ? (
    <LinkButton small href={stepHref('hosts', site)}>
      {say(texts.toHosts)}
    </LinkButton>
  ) : null
}
