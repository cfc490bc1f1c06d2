'use client'

import { NODE_COLUMNS, parseNodeTable } from '@astrago/exchange-form'
import { useMemo, useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { Dialog } from '../../../parts/Dialog.tsx'
import { Field, TextArea } from '../../../parts/Field.tsx'
import { FilePicker } from '../../../parts/FilePicker.tsx'
import { ScrollRegion } from '../../../parts/ScrollRegion.tsx'
import { common } from '../../../texts/common.ts'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { cellText } from './cell-text.ts'
import { DownloadTable } from './DownloadTable.tsx'
import { keepSecrets, type Row } from './rows.ts'
import { readTableFile } from './table-file.ts'

const PREVIEW = 5
const PREVIEWED = ['name', 'address', 'roles', 'cpus', 'memoryGib', 'gpuModel', 'gpuCount'] as const

type Props = {
  /** The table as it is. */
  rows: readonly Row[]
  /** What was pasted already. */
  first: string
  onRows: (rows: readonly Row[], append: boolean) => void
  onClose: () => void
}

/** Takes a table from a spreadsheet or a file and says what it understood before anything is changed. */
export function PasteDialog({ rows: present, first, onRows, onClose }: Props) {
  const say = useSay()
  const [text, setText] = useState(first)
  const [fileProblem, setFileProblem] = useState<string>()
  const { rows, problems } = useMemo(() => parseNodeTable(text), [text])
  const empty = rows.length === 0

  async function pick(file: File) {
    const decoded = await readTableFile(file)
    setText('text' in decoded ? decoded.text : '')
    setFileProblem('problem' in decoded ? say(decoded.problem) : undefined)
  }
  return (
    <Dialog
      wide
      title={say(texts.pasteTitle)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(common.cancel)}</Button>
          {present.length > 0 && (
            <Button disabled={empty} onClick={() => onRows(rows, true)}>
              {say(texts.pasteAppend, { n: present.length })}
            </Button>
          )}
          <Button look="primary" disabled={empty} onClick={() => onRows(keepSecrets(rows, present), false)}>
            {say(present.length > 0 ? texts.pasteReplace : texts.pasteTake)}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <p className="text-sm text-ink-2">{say(texts.pasteText)}</p>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <FilePicker label={say(texts.pasteFile)} accept=".csv,.tsv,.txt,text/*" onPick={(file) => void pick(file)} />
          <DownloadTable rows={present} />
        </div>
        {fileProblem && (
          <p role="alert" className="text-sm text-fail">
            {fileProblem}
          </p>
        )}
        <Field label={say(texts.pasteLabel)}>
          {(ids) => (
            <TextArea
              {...ids}
              mono
              rows={7}
              wrap="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setFileProblem(undefined)
                setText(event.target.value)
              }}
            />
          )}
        </Field>
        {text.trim() !== '' && <Understood rows={rows} problems={problems} />}
      </div>
    </Dialog>
  )
}

type Parsed = ReturnType<typeof parseNodeTable>

/** What was read, the first rows of it, and what was not. */
function Understood({ rows, problems }: Parsed) {
  const say = useSay()
  const columns = PREVIEWED.filter((column) => rows.some((row) => row[column] !== undefined))
  return (
    <>
      <p role="status" className="font-semibold">
        {say(texts.pasteFound, { n: rows.length })}
      </p>
      {rows.length > 0 && (
        <ScrollRegion label={say(texts.pastePreview)} className="overflow-x-auto">
          <table className="w-full text-left text-sm whitespace-nowrap">
            <thead className="text-xs text-ink-2">
              <tr>
                {columns.map((column) => (
                  <th key={column} className="pr-4 pb-1 font-normal">
                    {say(NODE_COLUMNS[column].label)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, PREVIEW).map((row) => (
                <tr key={`${row.name} ${row.address}`} className="border-t">
                  {columns.map((column) => (
                    <td key={column} className="py-1 pr-4">
                      {cellText(row[column] ?? '–', say)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {rows.length > PREVIEW && (
        <p className="text-sm text-ink-2">{say(texts.pasteMore, { n: rows.length - PREVIEW })}</p>
      )}
      {problems.length > 0 && (
        <ul className="text-sm text-warn">
          {problems.map(({ line, message }) => (
            <li key={`${line} ${message.en}`}>
              {line !== undefined && `${say(texts.line, { n: line })}: `}
              {say(message)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
