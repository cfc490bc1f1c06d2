'use client'

import { formatNodeTable } from '@astrago/exchange-form'
import { useLocale, useSay } from '../../../lib/locale.ts'
import { Button } from '../../../parts/Button.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import type { Row } from './rows.ts'

const EXAMPLE: readonly Row[] = [
  { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'], cpus: 16, memoryGib: 64, diskGib: 500 },
  {
    name: 'gpu-1',
    address: '10.20.0.21',
    roles: ['worker', 'gpu'],
    cpus: 128,
    memoryGib: 1024,
    diskGib: 1000,
    dataDiskGib: 4000,
    gpuModel: 'H100 80GB',
    gpuCount: 8,
  },
]

/** The table as a file to go on with in a spreadsheet, or two servers as an example while there is none. */
export function DownloadTable({ rows }: { rows: readonly Row[] }) {
  const say = useSay()
  const locale = useLocale()
  const isEmpty = rows.length === 0
  function download() {
    // Spreadsheets take a file for UTF-8 only by this mark.
    const text = `\uFEFF${formatNodeTable(isEmpty ? EXAMPLE : rows, locale, ',')}`
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = url
    link.download = 'astrago-nodes.csv'
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
  return (
    <Button small look="quiet" onClick={download}>
      {say(isEmpty ? texts.downloadExample : texts.downloadTable)}
    </Button>
  )
}
