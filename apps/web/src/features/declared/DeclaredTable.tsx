'use client'

import { useSay } from '../../lib/locale.ts'
import { ScrollRegion } from '../../parts/ScrollRegion.tsx'
import { Chip } from '../../parts/Status.tsx'
import { DECLARED_WORDS, declared as texts } from '../../texts/declared.ts'
import { answerName, declaredText, type RowsProps, STATE_TONES } from './rows.ts'
import { TakeButton } from './TakeButton.tsx'

/** Where there is room: one answer a line. */
export function DeclaredTable({ rows, busy, onTake }: RowsProps) {
  const say = useSay()
  const heads = [texts.where, texts.answer, texts.declared, texts.found, texts.state]
  return (
    <ScrollRegion label={say(texts.title)} className="overflow-x-auto border-t">
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b text-left text-xs text-ink-2">
            {heads.map((head) => (
              <th key={head.en} scope="col" className="px-3 py-2 font-semibold whitespace-nowrap first:pl-5">
                {say(head)}
              </th>
            ))}
            <th scope="col" className="px-3 py-2 pr-5">
              <span className="sr-only">{say(texts.take)}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.node} ${row.field} ${row.column}`} className="border-b last:border-b-0">
              <th scope="row" className="py-1.5 pr-3 pl-5 text-left font-semibold whitespace-nowrap">
                {row.node ?? say(texts.site)}
              </th>
              <td className="px-3 py-1.5">{say(answerName(row))}</td>
              <td className="px-3 py-1.5 font-mono text-xs">{say(declaredText(row))}</td>
              <td className="px-3 py-1.5 font-mono text-xs">{row.found}</td>
              <td className="px-3 py-1.5 whitespace-nowrap">
                <Chip tone={STATE_TONES[row.state]}>{say(DECLARED_WORDS[row.state])}</Chip>
              </td>
              <td className="py-1.5 pr-5 pl-3 text-right">
                <TakeButton row={row} busy={busy} onTake={onTake} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
