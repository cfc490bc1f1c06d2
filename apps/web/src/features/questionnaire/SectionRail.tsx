'use client'

import { SECTION_IDS, SECTIONS, type SectionId } from '@astrago/exchange-form'
import clsx from 'clsx'
import { useSay } from '../../lib/locale.ts'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { useFormContext } from './form-context.ts'

type Props = { current: SectionId; onOpen: (section: SectionId) => void }

/** The sections with how far each is; a list to choose from on a narrow screen. */
export function SectionRail({ current, onOpen }: Props) {
  const say = useSay()
  const { snapshot } = useFormContext()
  const filled = snapshot.progress.reduce((sum, section) => sum + section.filled, 0)
  const total = snapshot.progress.reduce((sum, section) => sum + section.total, 0)
  const percent = Math.floor((filled / Math.max(1, total)) * 100)
  return (
    <nav aria-label={say(texts.sections)} className="rounded-lg border bg-card p-3">
      <p className="px-2 pb-2 text-xs font-semibold text-ink-2">{say(texts.progress, { percent })}</p>
      <select
        aria-label={say(texts.sections)}
        value={current}
        onChange={(event) => onOpen(event.target.value as SectionId)}
        className="h-10 w-full rounded-md border border-edge bg-card px-2 lg:hidden"
      >
        {SECTION_IDS.map((section) => (
          <option key={section} value={section}>
            {say(SECTIONS[section].title)}
          </option>
        ))}
      </select>
      <ul className="grid gap-0.5 max-lg:hidden">
        {SECTION_IDS.map((section) => (
          <Entry key={section} section={section} current={section === current} onOpen={onOpen} />
        ))}
      </ul>
    </nav>
  )
}

function Entry({
  section,
  current,
  onOpen,
}: {
  section: SectionId
  current: boolean
  onOpen: (section: SectionId) => void
}) {
  const say = useSay()
  const { snapshot } = useFormContext()
  const { filled, total } = snapshot.progress.find((entry) => entry.section === section) ?? { filled: 0, total: 0 }
  const wrong = snapshot.problems.filter(
    ({ field, severity }) => severity === 'error' && field.startsWith(`${section}.`),
  ).length
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
        <Ring share={total === 0 ? 1 : filled / total} />
        <span className="min-w-0 flex-1 truncate">{say(SECTIONS[section].title)}</span>
        <span className={clsx('text-xs tabular-nums', wrong > 0 ? 'font-semibold text-fail' : 'text-ink-2')}>
          {wrong > 0 ? say(texts.problemCount, { n: wrong }) : `${filled}/${total}`}
        </span>
      </button>
    </li>
  )
}

const RADIUS = 6
const ROUND = 2 * Math.PI * RADIUS

function Ring({ share }: { share: number }) {
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
        className={share >= 1 ? 'stroke-pass' : 'stroke-accent'}
      />
    </svg>
  )
}
