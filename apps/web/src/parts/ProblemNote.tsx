'use client'

import { explain, type Problem } from '@astrago/contracts'
import type { ReactNode } from 'react'
import { useLocale, useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'
import { Note } from './Note.tsx'

/** What happened, why, and what to do: a problem as the one table of errors words it. */
export function ProblemNote({ problem, actions }: { problem: Problem; actions?: ReactNode }) {
  const locale = useLocale()
  const say = useSay()
  const { what, cause, fix } = explain(problem, locale)
  return (
    <Note tone="fail" role="alert" title={what} actions={actions}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5">
        <dt className="text-ink-2">{say(common.cause)}</dt>
        <dd>{cause}</dd>
        <dt className="text-ink-2">{say(common.fix)}</dt>
        <dd>{fix}</dd>
      </dl>
      {problem.fields && problem.fields.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {problem.fields.map(({ path, message }) => (
            <li key={`${path} ${message.en}`}>
              <code className="font-mono text-xs">{path}</code> {message[locale]}
            </li>
          ))}
        </ul>
      )}
    </Note>
  )
}
