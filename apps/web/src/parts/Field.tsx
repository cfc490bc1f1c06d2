'use client'

import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { useInvalid } from './use-invalid.ts'

type FieldProps = {
  label: string
  /** What the value is for, in a few words beside the label. */
  purpose?: string | undefined
  /** The rule or an example, below the input; it stays while something is wrong, because it helps to mend it. */
  hint?: ReactNode
  error?: string | undefined
  /** What else is known of the value, between input and hint. */
  notes?: ReactNode
  /** Whether the notes say that the value is wrong. */
  invalid?: boolean
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** A label, an input and what is known about it: purpose, rule, error. */
export function Field({ label, purpose, hint, error, notes, invalid, children }: FieldProps) {
  const id = useId()
  const { error: refused, watch } = useInvalid()
  const wrong = error ?? refused
  const below = wrong || notes || hint ? `${id}-below` : undefined
  return (
    <div className="grid min-w-0 content-start gap-1.5" {...watch}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
        {purpose && <span className="ml-1.5 font-normal text-ink-3">{purpose}</span>}
      </label>
      {children({ id, 'aria-describedby': below, 'aria-invalid': wrong || invalid ? true : undefined })}
      {below && (
        <div id={below} className="grid gap-1 text-xs">
          {wrong && <p className="text-fail">{wrong}</p>}
          {notes}
          {hint && <p className="text-ink-3">{hint}</p>}
        </div>
      )}
    </div>
  )
}

const BOX =
  'w-full min-w-0 rounded-md border border-edge bg-card px-3 text-ink placeholder:text-ink-3 aria-invalid:border-fail aria-invalid:ring-3 aria-invalid:ring-fail-soft disabled:bg-unknown-soft disabled:text-ink-2'

type Mono = { mono?: boolean }

export function TextInput({ mono, className, ...rest }: ComponentProps<'input'> & Mono) {
  return <input className={clsx(BOX, 'h-10', mono && 'font-mono text-sm', className)} {...rest} />
}

export function TextArea({ mono, className, ...rest }: ComponentProps<'textarea'> & Mono) {
  return <textarea className={clsx(BOX, 'py-2', mono && 'font-mono text-sm', className)} {...rest} />
}
