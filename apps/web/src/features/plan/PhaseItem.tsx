'use client'

import type { FileChange, PlannedAction, PlannedPhase } from '@astrago/contracts'
import { ChevronRight } from 'lucide-react'
import { useSay } from '../../lib/locale.ts'
import { Chip } from '../../parts/Status.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { diffLines } from './diff.ts'

/** A phase with its actions by host; each opens to its commands and file changes. */
export function PhaseItem({ phase, number }: { phase: PlannedPhase; number: number }) {
  const say = useSay()
  const hosts = [...Map.groupBy(phase.actions, ({ host }) => host)]
  return (
    <li className="py-3.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          {number}. {say(phase.title)}
        </h3>
        <span className="flex items-center gap-2 text-sm text-ink-2">
          {phase.knownLater && <Chip tone="unknown">{say(texts.knownLater)}</Chip>}
          {phase.actions.length > 0 ? say(texts.actions, { n: phase.actions.length }) : say(texts.nothing)}
        </span>
      </div>
      <p className="text-sm text-ink-2">{say(phase.explain)}</p>
      {phase.knownLater && <p className="text-sm text-ink-2">{say(phase.knownLater)}</p>}
      {hosts.map(([host, actions]) => (
        <details key={host} className="group mt-2 rounded-md border">
          <summary className="flex min-h-10 cursor-pointer items-center gap-3 px-3 font-semibold hover:bg-unknown-soft">
            <ChevronRight size={15} aria-hidden className="text-ink-3 group-open:rotate-90" />
            {host}
            <span className="text-sm font-normal text-ink-2">{say(texts.actions, { n: actions.length })}</span>
            {actions.some(({ pointOfNoReturn }) => pointOfNoReturn) && <Chip tone="warn">{say(texts.noReturn)}</Chip>}
          </summary>
          <ul className="divide-y border-t">
            {actions.map((action) => (
              <ActionItem key={action.id} action={action} />
            ))}
          </ul>
        </details>
      ))}
    </li>
  )
}

function ActionItem({ action }: { action: PlannedAction }) {
  const say = useSay()
  return (
    <li className="grid gap-2 px-3 py-2.5">
      <p className="flex flex-wrap items-center gap-2">
        {say(action.describe)}
        {action.pointOfNoReturn && <Chip tone="warn">{say(texts.noReturn)}</Chip>}
        {!action.undoable && <Chip tone="unknown">{say(texts.notUndoable)}</Chip>}
      </p>
      {action.commands.length > 0 && (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1)
          tabIndex={0}
          aria-label={say(texts.commands)}
          className="overflow-x-auto rounded-md bg-log px-3 py-2 font-mono text-xs whitespace-pre text-log-ink"
        >
          {action.commands.join('\n')}
        </section>
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
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        aria-label={file.path}
        className="mt-1 max-h-80 overflow-auto rounded-md bg-log px-3 py-2 font-mono text-xs whitespace-pre"
      >
        {lines.map(({ sign, text, n }) => (
          <div key={n} className={LINE[sign]}>
            {`${sign} ${text}`}
          </div>
        ))}
      </section>
    </div>
  )
}
