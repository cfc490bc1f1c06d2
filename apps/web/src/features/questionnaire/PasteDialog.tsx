'use client'

import { parseNodeTable } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { Field, TextArea } from '../../parts/Field.tsx'
import { common } from '../../texts/common.ts'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import type { NodeRow } from './NodeTable.tsx'

type Props = { onRows: (rows: NodeRow[], append: boolean) => void; onClose: () => void }

/** Takes a table from a spreadsheet and says what it understood before anything is changed. */
export function PasteDialog({ onRows, onClose }: Props) {
  const say = useSay()
  const [text, setText] = useState('')
  const { rows, problems } = parseNodeTable(text)
  const empty = rows.length === 0
  return (
    <Dialog
      wide
      title={say(texts.pasteTitle)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          <Button disabled={empty} onClick={() => onRows(rows, true)}>
            {say(texts.pasteAppend)}
          </Button>
          <Button look="primary" disabled={empty} onClick={() => onRows(rows, false)}>
            {say(texts.pasteReplace)}
          </Button>
        </>
      }
    >
      <Field label={say(texts.pasteLabel)} hint={say(texts.pasteText)}>
        {(ids) => <TextArea {...ids} mono rows={9} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      {text.trim() !== '' && <p role="status">{say(texts.pasteFound, { n: rows.length })}</p>}
      {!empty && (
        <p className="text-sm break-words text-ink-2">
          {rows.map(({ name, address }) => [name, address].filter(Boolean).join(' ')).join(' · ')}
        </p>
      )}
      <ul className="text-sm text-fail">
        {problems.map(({ line, message }) => (
          <li key={`${line} ${message.en}`}>
            {line !== undefined && `${say(texts.pasteLine, { row: line })}: `}
            {say(message)}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
