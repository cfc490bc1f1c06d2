import type { Localized } from '@astrago/contracts'
import { decodeTable } from '@astrago/exchange-form'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'

const MAX_BYTES = 2_000_000

/** The text of a file that somebody picked, or why it cannot be read and what to do instead. */
export async function readTableFile(file: File): Promise<{ text: string } | { problem: Localized }> {
  if (file.size > MAX_BYTES) return { problem: texts.fileTooLarge }
  try {
    return decodeTable(new Uint8Array(await file.arrayBuffer()))
  } catch {
    return { problem: texts.fileUnreadable }
  }
}
