'use client'

import { useId } from 'react'

type RadioCardsProps<T extends string> = {
  legend: string
  value: T
  options: readonly { value: T; label: string; explain?: string; mark?: string | undefined }[]
  onChange: (value: T) => void
  describedBy?: string | undefined
}

/** One choice of a few, each explained. */
export function RadioCards<T extends string>({ legend, value, options, onChange, describedBy }: RadioCardsProps<T>) {
  const name = useId()
  return (
    <fieldset className="grid gap-2" aria-describedby={describedBy}>
      <legend className="mb-1.5 text-sm font-semibold">{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex cursor-pointer gap-3 rounded-md border border-edge/50 px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className="mt-1 size-4 shrink-0 accent-accent outline-none"
          />
          <span className="min-w-0">
            <span className="block font-semibold">
              {option.label}
              {option.mark && <span className="ml-1.5 text-xs font-normal text-ink-2">{option.mark}</span>}
            </span>
            {option.explain && <span className="block text-sm text-ink-2">{option.explain}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
