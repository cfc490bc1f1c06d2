'use client'

import clsx from 'clsx'
import { Check, CircleDashed, PenLine, X } from 'lucide-react'
import type { ReactNode } from 'react'

export type Tone = 'pass' | 'warn' | 'fail' | 'unknown' | 'running' | 'waived' | 'plain'

const INK: Record<Tone, string> = {
  pass: 'text-pass',
  warn: 'text-warn',
  fail: 'text-fail',
  unknown: 'text-unknown',
  running: 'text-accent',
  waived: 'text-ink-2',
  plain: 'text-ink-2',
}

const SOFT: Record<Tone, string> = {
  pass: 'bg-pass-soft',
  warn: 'bg-warn-soft',
  fail: 'bg-fail-soft',
  unknown: 'bg-unknown-soft',
  running: 'bg-accent-soft',
  waived: 'bg-unknown-soft',
  plain: 'bg-unknown-soft',
}

/** The colours of a state: its text, and with `soft` its ground. */
export function toneClass(tone: Tone, soft = false): string {
  return clsx(INK[tone], soft && SOFT[tone])
}

const LETTERS: Partial<Record<Tone, string>> = { warn: '!', unknown: '?' }

/** The sign of a state, so that colour never speaks alone; a word stands beside it or in a label. */
export function Sign({ tone, size = 14 }: { tone: Tone; size?: number }) {
  if (tone === 'plain') return null
  if (tone === 'pass') return <Check size={size} strokeWidth={2.5} aria-hidden className="shrink-0" />
  if (tone === 'fail') return <X size={size} strokeWidth={2.5} aria-hidden className="shrink-0" />
  if (tone === 'waived') return <PenLine size={size} strokeWidth={2.5} aria-hidden className="shrink-0" />
  if (tone === 'running')
    return (
      <CircleDashed size={size} aria-hidden className="shrink-0 [animation-duration:3s] motion-safe:animate-spin" />
    )
  return (
    <span aria-hidden className="w-3.5 shrink-0 text-center font-bold">
      {LETTERS[tone]}
    </span>
  )
}

/** A state in a word, with its sign. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-semibold',
        toneClass(tone, true),
      )}
    >
      <Sign tone={tone} size={12} />
      {children}
    </span>
  )
}
