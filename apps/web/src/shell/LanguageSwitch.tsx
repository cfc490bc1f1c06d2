'use client'

import { LOCALES, type Locale } from '@astrago/contracts'
import clsx from 'clsx'
import { setLocale, useLocale, useSay } from '../lib/locale.ts'
import { shell } from '../texts/shell.ts'

const NAMES: Record<Locale, { short: string; full: string }> = {
  ko: { short: 'KO', full: '한국어' },
  en: { short: 'EN', full: 'English' },
}

/** Each language is named in itself, so that who landed in the wrong one finds the way. */
export function LanguageSwitch() {
  const locale = useLocale()
  const say = useSay()
  return (
    <fieldset aria-label={say(shell.language)} className="flex rounded-md border border-edge/50 p-0.5">
      {LOCALES.map((option) => (
        <button
          key={option}
          type="button"
          lang={option}
          aria-label={`${NAMES[option].short} ${NAMES[option].full}`}
          aria-pressed={option === locale}
          onClick={() => setLocale(option)}
          className={clsx(
            'min-h-7 rounded-sm px-2 text-xs font-semibold',
            option === locale ? 'bg-accent-soft text-accent' : 'text-ink-2 hover:bg-unknown-soft',
          )}
        >
          {NAMES[option].short}
        </button>
      ))}
    </fieldset>
  )
}
