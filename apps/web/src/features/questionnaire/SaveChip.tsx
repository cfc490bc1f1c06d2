'use client'

import type { SectionId } from '@astrago/exchange-form'
import { dateTime } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { usePart } from './form-context.ts'
import { type SaveState, saveState } from './form-state.ts'
import { isLasting } from './form-store.ts'

const TONES: Record<SaveState, Tone> = {
  saved: 'pass',
  untouched: 'plain',
  waiting: 'plain',
  saving: 'running',
  retrying: 'warn',
  stopped: 'fail',
  refused: 'fail',
  conflict: 'warn',
}

/** Whether what was typed is at the server. */
export function SaveChip({ section }: { section: SectionId }) {
  const say = useSay()
  const locale = useLocale()
  const work = usePart(({ sections }) => sections[section])
  const state = saveState(work, isLasting)
  const at = work.saved.savedAt ? dateTime(work.saved.savedAt, locale) : ''
  return (
    <span role="status" className="self-center">
      <Chip tone={TONES[state]}>{say(texts[state], { at })}</Chip>
    </span>
  )
}
