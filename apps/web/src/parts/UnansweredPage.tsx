'use client'

import { Page } from './Page.tsx'
import { type Asked, Unanswered } from './Waiting.tsx'

/** A page whose content has not come: it has its title all the same, for the window and for who listens to it. */
export function UnansweredPage({ title, asked }: { title: string; asked: Asked }) {
  return (
    <Page title={title}>
      <Unanswered asked={asked} />
    </Page>
  )
}
