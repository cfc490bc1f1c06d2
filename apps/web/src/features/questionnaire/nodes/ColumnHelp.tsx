'use client'

import { NODE_COLUMNS, PLAIN_COLUMNS } from '@astrago/exchange-form'
import { useSay } from '../../../lib/locale.ts'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { Example } from '../Example.tsx'

/** What each column is for, with an example; folded away, because whoever pastes a table knows. */
export function ColumnHelp() {
  const say = useSay()
  return (
    <details className="text-sm">
      <summary className="min-h-7 w-fit text-accent">{say(texts.columnHelp)}</summary>
      <dl className="mt-1 grid gap-x-4 gap-y-1.5 rounded-md bg-ground px-3 py-3 @md:grid-cols-[max-content_1fr]">
        {PLAIN_COLUMNS.map((column) => {
          const { label, help, example, required } = NODE_COLUMNS[column]
          return (
            <div key={column} className="contents">
              <dt className="font-semibold">
                {say(label)}
                {!required && <span className="ml-1.5 font-normal text-ink-3">{say(texts.optional)}</span>}
              </dt>
              <dd className="text-ink-2">
                {say(help)}
                {example && (
                  <>
                    {` ${say(texts.exampleLabel)} `}
                    <Example text={say(example)} />
                  </>
                )}
              </dd>
            </div>
          )
        })}
      </dl>
    </details>
  )
}
