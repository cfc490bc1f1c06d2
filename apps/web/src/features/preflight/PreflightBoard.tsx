'use client'

import { type CheckInfo, type Preflight, ROUTES, urlOf } from '@astrago/contracts'
import clsx from 'clsx'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { preflight as texts } from '../../texts/preflight.ts'
import { DeclaredCard } from '../declared/DeclaredCard.tsx'
import { stepHref } from '../journey/steps.ts'
import { MeshCard } from '../mesh/MeshCard.tsx'
import { ActiveButton } from './ActiveButton.tsx'
import { type ColumnId, columnOf, countBlockers, countStandings, judgedOf, makeBoard, type Standing } from './board.ts'
import { CellDrawer } from './CellDrawer.tsx'
import { Comparison } from './Comparison.tsx'
import { History } from './History.tsx'
import type { Live } from './live.ts'
import { Matrix } from './Matrix.tsx'
import { ProblemList } from './ProblemList.tsx'
import { Sentence } from './Sentence.tsx'
import { StartButton } from './StartButton.tsx'
import { Tiles } from './Tiles.tsx'

/** A cell of the matrix, and the check in it that was asked for. */
export type Selection = { host: string; column: ColumnId; check: string | null }
export type PreflightHead = Omit<Preflight, 'verdicts'>
export type Checks = ReadonlyMap<string, CheckInfo>

type PreflightBoardProps = {
  preflight: Preflight
  live: Live
  running: boolean
  newest: boolean
  list: readonly PreflightHead[]
  checks: Checks
}

export function PreflightBoard({ preflight, live, running, newest, list, checks }: PreflightBoardProps) {
  const say = useSay()
  const site = useSiteId()
  const query = useSearchParams()
  const compareWith = query.get('with')
  const waivers = useAsk(ROUTES.listWaivers, { params: { site } })
  const [filter, setFilter] = useState<Standing | null>(null)
  const [selection, setSelection] = useState<Selection | null>(() => selectionIn(query, checks))

  const judged = judgedOf(preflight.verdicts, waivers.data ?? [], new Date())
  const blockers = countBlockers(judged)
  const { columns, rows } = makeBoard({ judged, checks, hosts: preflight.hosts, filter })
  const cell = rows
    .find(({ host }) => host === selection?.host)
    ?.cells.find(({ column }) => column === selection?.column)
  const open = selection && cell && cell.judged.length > 0

  return (
    <Page
      title={say(texts.title)}
      sentence={<Sentence preflight={preflight} live={live} running={running} newest={newest} blockers={blockers} />}
      actions={<Actions preflight={preflight} running={running} clear={newest && blockers === 0} />}
    >
      {compareWith && <Comparison before={compareWith} after={preflight} checks={checks} />}
      <Tiles counts={countStandings(judged)} filter={filter} onFilter={setFilter} />
      <div className={clsx('grid items-start gap-4 *:min-w-0', open && 'lg:grid-cols-[1fr_352px]')}>
        <div className="grid gap-4 *:min-w-0">
          <Matrix
            columns={columns}
            rows={rows}
            live={live}
            running={running}
            newest={newest}
            selection={selection}
            onSelect={setSelection}
          />
          <ProblemList judged={judged} checks={checks} onSelect={setSelection} />
          {!running && <MeshCard run={preflight.id} />}
          {newest && !running && <DeclaredCard />}
          <History list={list} shown={preflight.id} />
        </div>
        {open && (
          <CellDrawer
            key={`${selection.host} ${selection.column} ${selection.check}`}
            cell={cell}
            selection={selection}
            judged={judged}
            checks={checks}
            mayAct={newest && !running}
            onClose={() => setSelection(null)}
          />
        )}
      </div>
    </Page>
  )
}

/** The verdict that the address names with `check` and `host`. */
function selectionIn(query: URLSearchParams, checks: Checks): Selection | null {
  const [check, host] = [query.get('check'), query.get('host')]
  return check && host ? { check, host, column: columnOf(checks.get(check)) } : null
}

type ActionsProps = { preflight: Preflight; running: boolean; clear: boolean }

function Actions({ preflight, running, clear }: ActionsProps) {
  const say = useSay()
  const locale = useLocale()
  const site = useSiteId()
  const mayChange = useMayChange()
  const stop = useChange(ROUTES.cancelPreflight, [ROUTES.readPreflight, ROUTES.listPreflights])
  const report = urlOf(ROUTES.report, { params: { site }, querystring: { format: 'pdf', lang: locale } })
  return (
    <>
      {!running && (
        <LinkButton download href={report}>
          {say(texts.report)} PDF
        </LinkButton>
      )}
      {mayChange && running && (
        <Button busy={stop.isPending} onClick={() => stop.mutate({ params: { site, run: preflight.id } })}>
          {say(texts.stop)}
        </Button>
      )}
      {mayChange && !running && <ActiveButton />}
      {mayChange && !running && <StartButton look={clear ? 'plain' : 'primary'}>{say(texts.again)}</StartButton>}
      {mayChange && clear && !running && (
        <LinkButton look="primary" href={stepHref('plan', site)}>
          {say(texts.toPlan)}
        </LinkButton>
      )}
    </>
  )
}
