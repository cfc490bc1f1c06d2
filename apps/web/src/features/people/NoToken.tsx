'use client'

import { useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { people } from '../../texts/people.ts'

/** The page of a link was opened without its token. */
export function NoToken() {
  const say = useSay()
  return (
    <>
      <Note tone="warn" title={say(people.noToken)}>
        {say(people.noTokenText)}
      </Note>
      <LinkButton href="/login">{say(people.toLogin)}</LinkButton>
    </>
  )
}
