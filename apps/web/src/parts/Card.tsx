import clsx from 'clsx'
import type { ReactNode } from 'react'

type CardProps = { title?: ReactNode; note?: ReactNode; actions?: ReactNode; flush?: boolean; children: ReactNode }

/** A white panel; `flush` lets a table reach its edges. */
export function Card({ title, note, actions, flush, children }: CardProps) {
  return (
    <section className="min-w-0 rounded-lg border bg-card">
      {(title || actions) && (
        <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3">
          <div className="min-w-0">
            <h2 className="text-lg">{title}</h2>
            {note && <p className="text-sm text-ink-2">{note}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      <div className={clsx(!flush && 'px-5 pb-5', !(title || actions) && !flush && 'pt-5')}>{children}</div>
    </section>
  )
}
