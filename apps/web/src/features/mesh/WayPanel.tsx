'use client'

import { type MeshPair, pathStatus } from '@astrago/contracts'
import type { ReactNode } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Chip } from '../../parts/Status.tsx'
import { MEASURE_WORDS, PATH_WORDS, mesh as texts } from '../../texts/mesh.ts'
import { RATING_TONES } from './tones.ts'
import { MEASURES, numberOf, type Way } from './view.ts'

type WayPanelProps = { way: Way; there: MeshPair | undefined; back: MeshPair | undefined; running: boolean }

/** Two hosts: every port and every number, there and back. */
export function WayPanel({ way: { from, to }, there, back, running }: WayPanelProps) {
  return (
    <div aria-live="polite" className="grid gap-4 border-t px-5 py-4 md:grid-cols-2">
      <OneWay from={from} to={to} pair={there} running={running} />
      <OneWay from={to} to={from} pair={back} running={running} />
    </div>
  )
}

function OneWay({ from, to, pair, running }: Way & { pair: MeshPair | undefined; running: boolean }) {
  const say = useSay()
  const ports = Object.entries(pair?.ports ?? {})
  const measures = MEASURES.filter((measure) => pair?.[measure])
  const stopped = ports.some(([, state]) => pathStatus(state) === 'fail')
  return (
    <section aria-label={`${from} → ${to}`} className="grid min-w-0 content-start gap-2 text-sm">
      <h3 className="font-semibold">{`${from} → ${to}`}</h3>
      {ports.length + measures.length === 0 && (
        <p className="text-ink-2">{say(pair || !running ? texts.nothingAsked : texts.pending)}</p>
      )}
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1">
        {ports.map(([key, state]) => (
          <Fact key={key} name={<span className="font-mono text-xs">{key}</span>}>
            <Chip tone={RATING_TONES[pathStatus(state)]}>{say(PATH_WORDS[state])}</Chip>
          </Fact>
        ))}
        {measures.map((measure) => (
          <Fact key={measure} name={say(MEASURE_WORDS[measure])}>
            <Chip tone={RATING_TONES[pair?.[measure]?.status ?? 'none']}>{numberOf(pair, measure)}</Chip>
            {measure === 'latency' && pair?.latency?.by === 'tcp' && (
              <span className="ml-1 text-xs text-ink-2">{say(texts.byTcp)}</span>
            )}
          </Fact>
        ))}
      </dl>
      {stopped && <Remedy from={from} to={to} commands={pair?.commands ?? []} />}
    </section>
  )
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Remedy({ from, to, commands }: Way & { commands: readonly string[] }) {
  const say = useSay()
  if (commands.length === 0) return <p>{say(texts.todoBetween, { to })}</p>
  return (
    <>
      <p>{say(texts.todo, { from, to })}</p>
      <pre className="rounded-md bg-unknown-soft px-3 py-2 font-mono text-xs break-all whitespace-pre-wrap">
        {commands.join('\n')}
      </pre>
    </>
  )
}
