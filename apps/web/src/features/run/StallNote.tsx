'use client'

import { type RunKind, roughDuration } from '@astrago/contracts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { run as texts } from '../../texts/run.ts'
import { sayAction } from './say-action.ts'
import type { Stall } from './stall.ts'
import type { LastLine } from './use-run.ts'

/** Without a line for so long, a step that writes lines may be stuck. */
const SILENT_MS = 60_000

type Props = {
  kind: RunKind
  stalls: readonly Stall[]
  now: number
  lastLines: ReadonlyMap<string, LastLine>
  onLog: (step: string) => void
}

/** What takes much longer than it should: what, since when, what is normal, what it does meanwhile, and what to do. */
export function StallNote({ kind, stalls, now, lastLines, onLog }: Props) {
  const say = useSay()
  const locale = useLocale()
  const [worst, ...others] = stalls
  if (!worst) return null
  const { action, passedMs, expectedMs, measured, attempts } = worst
  const normal = say(measured > 0 ? texts.stallMeasured : texts.stallPlanned, {
    expected: roughDuration(expectedMs, locale),
    n: measured,
  })
  const what = sayAction(kind, action.describe, say)
  const params = { host: action.host, what, passed: roughDuration(passedMs, locale) }
  return (
    <Note
      tone="warn"
      role="status"
      title={say(texts.stall, params)}
      actions={
        <Button small onClick={() => onLog(action.id)}>
          {say(texts.stallLog)}
        </Button>
      }
    >
      <p>
        {normal} {attempts > 1 && say(texts.stallAttempt, { n: attempts })}
      </p>
      <Meanwhile last={lastLines.get(action.id)} now={now} />
      {others.length > 0 && (
        <p>{say(texts.stallOthers, { hosts: others.map((each) => each.action.host).join(', ') })}</p>
      )}
      <p className="mt-1 text-ink-2">{say(texts.stallDo)}</p>
    </Note>
  )
}

function Meanwhile({ last, now }: { last: LastLine | undefined; now: number }) {
  const say = useSay()
  const locale = useLocale()
  if (!last) return <p>{say(texts.stallNoLine)}</p>
  const silent = now - last.at
  const words = silent > SILENT_MS ? texts.stallSilent : texts.stallAlive
  return (
    <p>
      {say(words, { ago: roughDuration(silent, locale) })}{' '}
      <code className="font-mono text-xs break-all">{last.text.slice(0, 200)}</code>
    </p>
  )
}
