import type { ReactNode } from 'react'

type EmptyStateProps = { title: string; children: ReactNode; steps?: readonly string[]; actions?: ReactNode }

/** An empty place that teaches: what belongs here, how it comes here, and the button that brings it. */
export function EmptyState({ title, children, steps, actions }: EmptyStateProps) {
  return (
    <section className="grid justify-items-center gap-5 rounded-lg border border-dashed border-edge/60 bg-card px-5 py-10 text-center">
      <div className="grid max-w-[56ch] gap-2">
        <h2 className="text-lg">{title}</h2>
        <div className="text-ink-2">{children}</div>
      </div>
      {steps && (
        <ol className="grid w-full max-w-[760px] gap-3 text-left sm:grid-cols-3">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-2.5 rounded-md bg-ground px-3 py-2.5 text-sm text-ink-2">
              <span className="font-semibold text-accent">{index + 1}</span>
              {step}
            </li>
          ))}
        </ol>
      )}
      {actions && <div className="flex flex-wrap justify-center gap-2">{actions}</div>}
    </section>
  )
}
