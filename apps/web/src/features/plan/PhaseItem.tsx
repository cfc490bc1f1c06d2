'use client'

import { diffLines, type FileChange, type PlannedAction, type PlannedPhase } from '@astrago/contracts'
import { ChevronRight } from 'lucide-react'
import { useSay } from '../../lib/locale.ts'
import { ScrollRegion } from '../../parts/ScrollRegion.tsx'
import { Chip } from '../../parts/Status.tsx'
import { plan as texts } from '../../texts/plan.ts'

/** A phase in one line; it opens to its hosts, and each of these to its actions with their commands and file changes. */
export function PhaseItem({ phase, number }: { phase: PlannedPhase; number: number }) {
  const say = useSay()
  const { actions, knownLater } = phase
  const hosts = [...Map.groupBy(actions, ({ host }) => host)]
  const head = <PhaseHead phase={phase} number={number} hosts={hosts.length} />
  if (hosts.length === 0) return <li className="px-5 py-3">{head}</li>
  return (
    <li>
      <details className="group/phase">
        <summary className="flex list-none items-start gap-3 px-5 py-3 hover:bg-unknown-soft focus-visible:-outline-offset-2 [&::-webkit-details-marker]:hidden">
          <ChevronRight size={16} aria-hidden className="mt-1 shrink-0 text-ink-3 group-open/phase:rotate-90" />
          {head}
        </summary>
        <div className="grid gap-2 px-5 pb-4 *:min-w-0 sm:pl-12">
          {knownLater && <p className="text-sm text-ink-2">{say(knownLater)}</p>}
          {hosts.map(([host, list]) => (
            <HostActions key={host} host={host} actions={list} />
          ))}
        </div>
      </details>
    </li>
  )
}

function PhaseHead({ phase, number, hosts }: { phase: PlannedPhase; number: number; hosts: number }) {
  const say = useSay()
  const { title, explain, actions, knownLater } = phase
  const count = actions.length > 0 ? say(texts.phaseCount, { n: actions.length, hosts }) : say(texts.nothing)
  return (
    <span className="min-w-0 flex-1">
      <span className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="flex flex-wrap items-center gap-2 font-semibold">
          {number}. {say(title)}
          {actions.some(({ pointOfNoReturn }) => pointOfNoReturn) && <Chip tone="warn">{say(texts.noReturn)}</Chip>}
          {knownLater && <Chip tone="unknown">{say(texts.knownLater)}</Chip>}
        </span>
        <span className="text-sm text-ink-2">{count}</span>
      </span>
      <span className="block text-sm text-ink-2">{say(explain)}</span>
    </span>
  )
}

type HostActionsProps = {
  host: string
  actions: readonly PlannedAction[]
  open?: boolean
  /** They take something back themselves. */
  undoing?: boolean
}

/** What is done on one host, folded unless `open`. */
export function HostActions({ host, actions, open = false, undoing = false }: HostActionsProps) {
  const say = useSay()
  return (
    <details open={open} className="group/host rounded-md border">
      <summary className="flex min-h-10 list-none items-center gap-3 px-3 font-semibold hover:bg-unknown-soft [&::-webkit-details-marker]:hidden">
        <ChevronRight size={15} aria-hidden className="text-ink-3 group-open/host:rotate-90" />
        {host}
        <span className="text-sm font-normal text-ink-2">{say(texts.actions, { n: actions.length })}</span>
      </summary>
      <ul className="divide-y border-t">
        {actions.map((action) => (
          <ActionItem key={action.id} action={action} undoing={undoing} />
        ))}
      </ul>
    </details>
  )
}

function ActionItem({ action, undoing }: { action: PlannedAction; undoing: boolean }) {
  const say = useSay()
  return (
    <li className="grid gap-2 px-3 py-2.5 *:min-w-0">
      <p className="flex flex-wrap items-center gap-2">
        {say(action.describe)}
        {action.pointOfNoReturn && <Chip tone="warn">{say(texts.noReturn)}</Chip>}
        {!action.undoable && !undoing && <Chip tone="plain">{say(texts.notUndoable)}</Chip>}
      </p>
      {action.commands.length > 0 && (
        <ScrollRegion
          label={say(texts.commands)}
          className="overflow-x-auto rounded-md bg-log px-3 py-2 font-mono text-xs whitespace-pre text-log-ink"
        >
          {action.commands.join('\n')}
        </ScrollRegion>
      )}
      {action.files.map((file) => (
        <FileDiff key={file.path} file={file} />
      ))}
    </li>
  )
}

const LINE = { '+': 'text-log-pass', '-': 'text-log-fail', ' ': 'text-log-dim' } as const

function FileDiff({ file }: { file: FileChange }) {
  const say = useSay()
  const lines = diffLines(file.before ?? '', file.after ?? '')
  return (
    <div className="min-w-0">
      <p className="text-xs text-ink-2">
        <span className="font-mono text-ink">{file.path}</span> · {file.mode} ·{' '}
        {say(file.before === null ? texts.newFile : texts.changedFile)}
      </p>
      <ScrollRegion
        label={file.path}
        className="mt-1 max-h-80 overflow-auto rounded-md bg-log px-3 py-2 font-mono text-xs whitespace-pre"
      >
        {lines.map(({ sign, text, n }) => (
          <div key={n} className={LINE[sign]}>
            {`${sign} ${text}`}
          </div>
        ))}
      </ScrollRegion>
    </div>
  )
}
