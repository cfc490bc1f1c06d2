'use client'

import type { FormProblem } from '@astrago/contracts'
import {
  fieldOf,
  isFieldId,
  isToDo,
  NODE_COLUMNS,
  NODES,
  type NodeColumn,
  problemPath,
  SECTIONS,
  sectionOf,
} from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Sign, type Tone } from '../../parts/Status.tsx'
import { common } from '../../texts/common.ts'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { usePart } from './form-context.ts'
import { rowsOf } from './nodes/rows.ts'
import type { Place } from './places.ts'

const FIRST = 8
const ORDER = { error: 0, missing: 1, hint: 2 } as const
const INK = { error: 'text-fail', missing: 'text-warn', hint: 'text-ink-2' } as const
const TONES: Record<FormProblem['severity'], Tone> = { error: 'fail', missing: 'warn', hint: 'unknown' }

/** What is wrong, missing or good to know, in this order; each leads to its field, or its cell of the node table. */
export function ProblemsCard({ onGo }: { onGo: (place: Place) => void }) {
  const say = useSay()
  const all = usePart(({ problems }) => problems)
  const [more, setMore] = useState(false)
  const problems = all.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity])
  const shown = more ? problems : problems.slice(0, FIRST)
  const open = problems.filter(isToDo).length
  return (
    <div id="problems" className="scroll-mt-4">
      <Card title={say(texts.checkTitle, { n: open })}>
        {open === 0 && <p className="text-sm text-ink-2">{say(texts.checkNone)}</p>}
        <ul className="divide-y">
          {shown.map((problem) => (
            <li key={`${problemPath(problem)} ${problem.message.en}`}>
              <Entry problem={problem} onGo={onGo} />
            </li>
          ))}
        </ul>
        {problems.length > shown.length && (
          <Button small look="quiet" onClick={() => setMore(true)}>
            {say(common.more)}
          </Button>
        )}
      </Card>
    </div>
  )
}

function Entry({ problem, onGo }: { problem: FormProblem; onGo: (place: Place) => void }) {
  const say = useSay()
  const { field, severity, message } = problem
  const where = useWhere(problem)
  if (!isFieldId(field)) return <p className="py-2 text-sm">{say(message)}</p>
  return (
    <button
      type="button"
      onClick={() => onGo(placeOfProblem(problem))}
      className="w-full py-2 text-left hover:underline"
    >
      <span className="flex gap-1.5 text-sm">
        <span className={`flex w-3.5 shrink-0 justify-center pt-1 text-xs ${INK[severity]}`}>
          <Sign tone={TONES[severity]} size={12} />
        </span>
        {severity === 'hint' && `${say(texts.hint)}: `}
        {say(message)}
      </span>
      <span className="block pl-5 text-xs text-ink-3">{where}</span>
    </button>
  )
}

function placeOfProblem({ field, row, column }: FormProblem): Place {
  const isCell = field === NODES && row !== undefined
  return { field: field as Place['field'], ...(isCell && { row, ...(column && { column: column as NodeColumn }) }) }
}

/** Section, field, and of the node table the server and the column. */
function useWhere({ field, row, column }: FormProblem): string {
  const say = useSay()
  const server = usePart(({ draft }) => (row === undefined ? '' : String(rowsOf(draft[NODES])[row]?.name ?? '')))
  if (!isFieldId(field)) return ''
  const section = say(SECTIONS[sectionOf(field)].title)
  if (field !== NODES || row === undefined) {
    const line = row === undefined ? [] : [say(texts.line, { n: row + 1 })]
    return [section, say(fieldOf(field).label), ...line].join(' › ')
  }
  const cell = column && say(NODE_COLUMNS[column as NodeColumn].label)
  return [section, server || say(texts.node, { n: row + 1 }), cell].filter(Boolean).join(' › ')
}
