'use client'

import type { FormProblem } from '@astrago/contracts'
import { fieldOf, isFieldId, SECTIONS, type SectionId, sectionOf } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Sign } from '../../parts/Status.tsx'
import { common } from '../../texts/common.ts'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { focusField } from './focus.ts'
import { useFormContext } from './form-context.ts'

const FIRST = 8
const ORDER = { error: 0, missing: 1, hint: 2 } as const
const INK = { error: 'text-fail', missing: 'text-warn', hint: 'text-ink-2' } as const

/** Everything that is wrong or missing, what is wrong first; each leads to its field. */
export function ProblemsCard({ onOpen }: { onOpen: (section: SectionId) => void }) {
  const say = useSay()
  const { snapshot } = useFormContext()
  const [all, setAll] = useState(false)
  const problems = [...snapshot.problems].sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
  const shown = all ? problems : problems.slice(0, FIRST)
  return (
    <Card title={say(texts.checkTitle, { n: problems.length })}>
      {problems.length === 0 && <p className="text-sm text-ink-2">{say(texts.checkNone)}</p>}
      <ul className="divide-y">
        {shown.map((problem) => (
          <li key={`${problem.field} ${problem.row} ${problem.column} ${problem.message.en}`}>
            <Entry problem={problem} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {problems.length > shown.length && (
        <Button small look="quiet" onClick={() => setAll(true)}>
          {say(common.more)}
        </Button>
      )}
    </Card>
  )
}

function Entry({ problem, onOpen }: { problem: FormProblem; onOpen: (section: SectionId) => void }) {
  const say = useSay()
  const { field } = problem
  if (!isFieldId(field)) return <p className="py-2 text-sm">{say(problem.message)}</p>
  const section = sectionOf(field)
  return (
    <button
      type="button"
      onClick={() => {
        onOpen(section)
        focusField(field)
      }}
      className="w-full py-2 text-left hover:underline"
    >
      <span className="flex gap-1.5 text-sm">
        <span className={`pt-1 ${INK[problem.severity]}`}>
          <Sign
            tone={problem.severity === 'error' ? 'fail' : problem.severity === 'missing' ? 'warn' : 'unknown'}
            size={12}
          />
        </span>
        {say(problem.message)}
      </span>
      <span className="block pl-5 text-xs text-ink-3">
        {say(SECTIONS[section].title)} › {say(fieldOf(field).label)}
      </span>
    </button>
  )
}
