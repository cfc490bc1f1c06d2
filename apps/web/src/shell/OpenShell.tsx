'use client'

import type { ReactNode } from 'react'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Wordmark } from './Wordmark.tsx'

/** The frame of the pages that anybody may open: login, first user, links. */
export function OpenShell({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="mx-auto grid min-h-dvh w-full max-w-[440px] content-center gap-5 px-4 py-8">
      <title>{`${title} · AstraGo`}</title>
      <header className="flex items-center justify-between">
        <Wordmark />
        <LanguageSwitch />
      </header>
      <main className="grid gap-4 rounded-lg border bg-card p-6 max-sm:p-5">
        <h1 className="text-xl">{title}</h1>
        {children}
      </main>
    </div>
  )
}
