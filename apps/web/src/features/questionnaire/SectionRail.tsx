'use client'

import {
  defaultOf,
  fieldsIn,
  isToDo,
  isVisible,
  SECTION_IDS,
  SECTIONS,
  type SectionId,
  type SectionProgress,
} from '@astrago/exchange-form'
import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { usePart } from './form-context.ts'

type Props = { current: SectionId; onOpen: (section: SectionId) => void }

/** The sections with how far each is; a list to choose from on a narrow screen. */
export function SectionRail({ current, onOpen }: Props) {
  const say = useSay()
  const progress = usePart((form) => form.progress)
  const problems = usePart((form) => form.problems.filter(isToDo).length)
  const filled = progress.reduce((sum, section) => sum + section.filled, 0)
  const total = progress.reduce((sum, section) => sum + section.total, 0)
  const percent = Math.floor((filled / Math.max(1, total)) * 100)
  return (
    <nav aria-label={say(texts.sections)} className="rounded-lg border bg-card p-3">
      <p className="flex flex-wrap justify-between gap-x-4 px-2 pb-2 text-xs font-semibold text-ink-2">
        {say(texts.progress, { percent })}
        <a href="#problems" className="text-accent underline lg:hidden">
          {say(texts.checkTitle, { n: problems })}
        </a>
      </p>
      <select
        aria-label={say(texts.sections)}
        value={current}
        onChange={(event) => onOpen(event.target.value as SectionId)}
        className="h-10 w-full rounded-md border border-edge bg-card px-2 lg:hidden"
      >
        {SECTION_IDS.map((section) => (
          <Option key={section} section={section} progress={progress} />
        ))}
      </select>
      <ul className="grid gap-0.5 max-lg:hidden">
        {progress.map((entry) => (
          <Entry key={entry.section} entry={entry} current={entry.section === current} onOpen={onOpen} />
        ))}
      </ul>
    </nav>
  )
}

function Option({ section, progress }: { section: SectionId; progress: readonly SectionProgress[] }) {
  const say = useSay()
  const standing = useStanding(progress.find((entry) => entry.section === section))
  return <option value={section}>{`${say(SECTIONS[section].title)} (${standing.text})`}</option>
}

/** How a section stands in a word: what is wrong, what was filled in, or why nothing has to be. */
function useStanding(entry: SectionProgress | undefined): { text: string; wrong: boolean } {
  const say = useSay()
  const { section, filled = 0, total = 0 } = entry ?? {}
  const wrong = usePart(
    ({ problems }) =>
      problems.filter(({ field, severity }) => severity === 'error' && field.startsWith(`${section}.`)).length,
  )
  const hasDefaults = usePart(
    ({ values, site }) =>
      section !== undefined &&
      fieldsIn(section).some((id) => defaultOf(id, site) !== undefined && isVisible(id, values, site)),
  )
  if (wrong > 0) return { text: say(texts.problemCount, { n: wrong }), wrong: true }
  if (total > 0) return { text: `${filled}/${total}`, wrong: false }
  return { text: say(hasDefaults ? texts.usual : texts.optional), wrong: false }
}

type EntryProps = { entry: SectionProgress; current: boolean; onOpen: (section: SectionId) => void }

function Entry({ entry, current, onOpen }: EntryProps) {
  const say = useSay()
  const { section, filled, total } = entry
  const { text, wrong } = useStanding(entry)
  return (
    <li>
      <button
        type="button"
        aria-current={current ? 'page' : undefined}
        onClick={() => onOpen(section)}
        className={clsx(
          'flex min-h-9 w-full items-center gap-2.5 rounded-md px-2 text-left',
          current ? 'bg-accent-soft font-semibold text-accent' : 'hover:bg-unknown-soft',
        )}
      >
        <Ring share={total === 0 ? 0 : filled / total} wrong={wrong} />
        <span className="min-w-0 flex-1 py-1 leading-snug">{say(SECTIONS[section].title)}</span>
        <span className={clsx('shrink-0 text-xs tabular-nums', wrong ? 'font-semibold text-fail' : 'text-ink-2')}>
          {text}
        </span>
      </button>
    </li>
  )
}

const RADIUS = 6
const ROUND = 2 * Math.PI * RADIUS

function Ring({ share, wrong }: { share: number; wrong: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="shrink-0 -rotate-90">
      <circle cx="8" cy="8" r={RADIUS} fill="none" strokeWidth="4" className="stroke-line" />
      <circle
        cx="8"
        cy="8"
        r={RADIUS}
        fill="none"
        strokeWidth="4"
        strokeDasharray={`${share * ROUND} ${ROUND}`}
        className={wrong ? 'stroke-fail' : share >= 1 ? 'stroke-pass' : 'stroke-accent'}
      />
    </svg>
  )
}
