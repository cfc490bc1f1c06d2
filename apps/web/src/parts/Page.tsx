import type { ReactNode } from 'react'

type PageProps = { title: string; sentence?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A page: its title, one sentence that says how things stand, two or three actions, then the content. */
export function Page({ title, sentence, actions, children }: PageProps) {
  return (
    <>
      <title>{`${title} · AstraGo`}</title>
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-[80ch]">
          <h1 className="text-xl">{title}</h1>
          {sentence && <p className="mt-1 text-ink-2">{sentence}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      <div className="mt-5 grid gap-4 *:min-w-0">{children}</div>
    </>
  )
}
