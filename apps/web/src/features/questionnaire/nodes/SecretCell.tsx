'use client'

import { isMask, NODE_COLUMNS, NODES, type NodeColumn } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { FieldNotes } from '../FieldNotes.tsx'
import { SecretInput } from '../SecretInput.tsx'
import type { RowProps } from './NodeRow.tsx'

/** A secret of one server, sent when its cell is left. */
export function SecretCell({ column, ...props }: RowProps & { column: NodeColumn }) {
  const say = useSay()
  const { row, index, passed, readOnly, actions } = props
  const { label, help, kind } = NODE_COLUMNS[column]
  const problems = props.problems.filter((problem) => problem.column === column)
  const [before, setBefore] = useState<unknown>()
  const value = row[column]
  const id = `node-${index}-${column}`
  return (
    <div className={kind === 'pem' ? 'grid content-start gap-1 @2xl:col-span-2' : 'grid content-start gap-1'}>
      <label htmlFor={id} className="text-xs text-ink-2">
        {say(label)}
      </label>
      <SecretInput
        id={id}
        label={`${row.name ?? ''} ${say(label)}`}
        data-field={`${NODES}.${index}.${column}`}
        multiline={kind === 'pem'}
        disabled={readOnly}
        stored={isMask(value)}
        text={typeof value === 'string' ? value : ''}
        aria-describedby={`${id}-below`}
        aria-invalid={problems.some(({ severity }) => severity === 'error') || undefined}
        onType={(text) => {
          if (typeof value !== 'string') setBefore(value)
          actions.change(index, { [column]: text }, true)
        }}
        onClear={() => actions.change(index, { [column]: undefined })}
        onKeep={() => actions.change(index, { [column]: before })}
        onBlur={actions.leave}
      />
      <div id={`${id}-below`} className="grid gap-0.5">
        <FieldNotes inRow problems={problems} passed={passed} />
        <p className="text-xs text-ink-3">{say(help)}</p>
      </div>
    </div>
  )
}
