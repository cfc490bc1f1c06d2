import type { ReactNode } from 'react'

type ChoiceProps = {
  label: string
  /** What is said where nothing is chosen. */
  all: string
  value: string | null | undefined
  /** Gets an empty text for all. */
  onChoose: (value: string) => void
  className: string
  /** The options besides. */
  children: ReactNode
}

/** One of several to look at, or all. */
export function Choice({ label, all, value, onChoose, className, children }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value ?? ''}
      onChange={({ target }) => onChoose(target.value)}
      className={className}
    >
      <option value="">{all}</option>
      {children}
    </select>
  )
}
