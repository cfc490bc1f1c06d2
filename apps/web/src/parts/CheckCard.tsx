'use client'

import { type ReactNode, useId } from 'react'

type CheckCardProps = {
  label: string
  /** What it means; read after the label, not as part of it. */
  children: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Something to choose or leave, explained. */
export function CheckCard({ label, children, checked, onChange }: CheckCardProps) {
  const explanation = useId()
  return (
    <div className="rounded-md border border-edge/50 px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft">
      <label className="flex min-h-6 cursor-pointer items-start gap-3 font-semibold">
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={explanation}
          className="mt-1 size-4 shrink-0 accent-accent"
        />
        {label}
      </label>
      <div id={explanation} className="grid gap-1 pl-7 text-sm text-ink-2">
        {children}
      </div>
    </div>
  )
}
