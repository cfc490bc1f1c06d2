import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Sign, type Tone, toneClass } from './Status.tsx'

type NoteProps = { tone: Tone; title: ReactNode; children?: ReactNode; actions?: ReactNode; role?: 'alert' | 'status' }

const BORDER: Record<Tone, string> = {
  pass: 'border-pass/40',
  warn: 'border-warn/40',
  fail: 'border-fail/40',
  unknown: 'border-line',
  running: 'border-accent/40',
  waived: 'border-line',
  plain: 'border-line',
}

/** A sentence that matters, with its way out beside it. */
export function Note({ tone, title, children, actions, role }: NoteProps) {
  return (
    <div
      role={role}
      className={clsx(
        'flex flex-wrap items-start gap-3 rounded-lg border px-4 py-3',
        BORDER[tone],
        toneClass(tone, true),
      )}
    >
      <span className="pt-1">
        <Sign tone={tone} />
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{title}</p>
        {children && <div className="mt-1 text-sm text-ink">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  )
}
