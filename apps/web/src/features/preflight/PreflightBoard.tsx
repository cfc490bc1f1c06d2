'use client'

import {
  type Preflight,
  type PreflightHead,
  partOf,
  ROUTES,
  SITE_WIDE,
  urlOf,
  type Verdict,
  type Waiver,
  waiverDay,
} from '@astrago/contracts'
import clsx from 'clsx'
import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button, LinkButton } from '../../parts/Button.tsx'
import { Page } from '../../parts/Page.tsx'
import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { preflight as texts } from '../../texts/preflight.ts'
import { DeclaredCard } from '../declared/DeclaredCard.tsx'
import { FixesCard } from '../fixes/FixesCard.tsx'
import { UndoFixesButton } from '../fixes/UndoFixesButton.tsx'
import { stepHref } from '../journey/steps.ts'
import { MeshCard } from '../mesh/MeshCard.tsx'
import { ActiveButton } from './ActiveButton.tsx'
import {
  type ByHost,
  type Checks,
  countAll,
  countBlockers,
  countStandings,
  judgedIn,
  judgeHosts,
  makeBoard,
} from './board.ts'
import { CellDrawer } from './CellDrawer.tsx'
import { Comparison } from './Comparison.tsx'
import { FilterBar } from './FilterBar.tsx'
import { NO_FILTER } from './filter.ts'
import { History } from './History.tsx'
import { InstalledNote } from './InstalledNote.tsx'
import type { Live } from './live.ts'
import { Matrix } from './Matrix.tsx'
import { ProblemList } from './ProblemList.tsx'
import { Sentence } from './Sentence.tsx'
import { StartButton } from './StartButton.tsx'
import { Tiles } from './Tiles.tsx'
import { useKeptCell } from './use-kept-cell.ts'
import { useView } from './use-view.ts'

type PreflightBoardProps = {
  preflight: Preflight
  verdicts: ByHost<Verdict>
  live: Live
  running: boolean
  newest: boolean
  list: readonly PreflightHead[]
  checks: Checks
}

const NO_WAIVERS: readonly Waiver[] = []
/** Somebody else may waive something, or take a waiver back. */
const WAIVERS_MS = 5000

export function PreflightBoard({ preflight, verdicts, live, running, newest, list, checks }: PreflightBoardProps) {
  const say = useSay()
  const site = useSiteId()
  const mayChange = useMayChange()
  const query = useSearchParams()
  const compareWith = query.get('with')
  const waivers = useAsk(ROUTES.listWaivers, { params: { site } }, { refetchInterval: WAIVERS_MS }).data ?? NO_WAIVERS
  const { filter, selection, setFilter, select } = useView(query, checks)

  const { hosts } = preflight
  const siteHosts = useAsk(ROUTES.listHosts, { params: { site } }).data
  const names = siteHosts?.map(({ name }) => name) ?? hosts
  const part = partOf(preflight, { hosts: names, checks: checks.size })
  const today = waiverDay(new Date(), 0)
  const judged = useMemo(() => judgeHosts(verdicts, waivers, today), [verdicts, waivers, today])
  const all = useMemo(() => [...judged.values()].flat(), [judged])
  const board = useMemo(() => makeBoard({ judged, checks, hosts, filter }), [judged, checks, hosts, filter])
  const shown = useMemo(() => judgedIn(board.rows), [board])
  const counts = useMemo(() => countStandings(all), [all])
  const blockers = useMemo(() => countBlockers(all), [all])
  const { columns, rows } = board
  const gone = useMemo(() => goneFrom(hosts, siteHosts), [hosts, siteHosts])
  const found = selection && rows.find(({ host }) => host === selection.host)?.cells.get(selection.column)
  const { cell, isBefore } = useKeptCell(selection, found ?? null, running)

  return (
    <Page
      title={say(texts.title)}
      sentence={
        <Sentence
          preflight={preflight}
          verdicts={all.length}
          live={live}
          running={running}
          newest={newest}
          last={list[0]}
          part={part}
          blockers={blockers}
          onBlockers={() => setFilter({ ...NO_FILTER, severity: 'blocking' })}
          waived={counts.waived}
        />
      }
      actions={
        <Actions
          preflight={preflight}
          running={running}
          newest={newest}
          clear={newest && preflight.state === 'done' && part === null && countAll(blockers) === 0}
        />
      }
    >
      <InstalledNote />
      {newest && <FixesCard mayChange={mayChange && !running} />}
      {compareWith && <Comparison before={compareWith} after={preflight} checks={checks} />}
      <Tiles counts={counts} pressed={filter.standings} onPress={(standings) => setFilter({ ...filter, standings })} />
      <FilterBar
        filter={filter}
        onFilter={setFilter}
        running={running}
        shown={{
          hosts: rows.filter(({ host }) => host !== SITE_WIDE).length,
          allHosts: hosts.length,
          verdicts: shown.length,
          allVerdicts: all.length,
        }}
      />
      <div className={clsx('grid items-start gap-4 *:min-w-0', cell && 'lg:grid-cols-[1fr_352px]')}>
        <div className="grid gap-4 *:min-w-0">
          <Matrix
            columns={columns}
            rows={rows}
            progress={live.hosts}
            running={running}
            newest={newest}
            gone={gone}
            selection={selection}
            onSelect={select}
          />
          <ProblemList judged={shown} checks={checks} onSelect={select} />
          <MeshCard run={preflight.id} told={live.mesh} running={running} />
          {newest && !running && <DeclaredCard />}
          <History list={list} shown={preflight.id} />
        </div>
        {selection && cell && (
          <CellDrawer
            key={`${selection.host} ${selection.column} ${selection.check}`}
            cell={cell}
            selection={selection}
            judged={all}
            checks={checks}
            mayAct={newest && !running && !gone.has(selection.host)}
            isBefore={isBefore}
            onSelect={select}
            onClose={() => select(null)}
          />
        )}
      </div>
    </Page>
  )
}

/** The hosts that the questionnaire no longer has. */
function goneFrom(hosts: readonly string[], siteHosts: readonly { name: string }[] | undefined): ReadonlySet<string> {
  const names = new Set(siteHosts?.map(({ name }) => name) ?? hosts)
  return new Set(hosts.filter((host) => !names.has(host)))
}

type ActionsProps = { preflight: Preflight; running: boolean; newest: boolean; clear: boolean }

function Actions({ preflight, running, newest, clear }: ActionsProps) {
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
      {mayChange && !running && newest && <UndoFixesButton hosts={preflight.hosts} />}
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
