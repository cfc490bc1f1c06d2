'use client'

import { useSay } from '../../lib/locale.ts'
import { Note } from '../../parts/Note.tsx'
import { useSite } from '../../shell/use-site.ts'
import { preflight as texts } from '../../texts/preflight.ts'

/** Checks look for what would stand in the way of an installation: a cluster that stands is found as one of before. */
export function InstalledNote() {
  const say = useSay()
  const isInstalled = useSite().data?.journey.some(({ step, state }) => step === 'install' && state === 'done')
  if (!isInstalled) return null
  return (
    <Note tone="warn" title={say(texts.installedTitle)}>
      {say(texts.installedText)}
    </Note>
  )
}
