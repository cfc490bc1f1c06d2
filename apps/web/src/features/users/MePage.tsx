'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { type FormEvent, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { users as texts } from '../../texts/users.ts'
import { PasswordField } from '../people/PasswordField.tsx'

/** The own password. */
export function MePage() {
  const say = useSay()
  const change = useChange(ROUTES.changePassword)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')

  function submit(event: FormEvent) {
    event.preventDefault()
    change.mutate(
      { body: { current, next } },
      {
        onSuccess: () => {
          setCurrent('')
          setNext('')
        },
      },
    )
  }

  return (
    <Page title={say(texts.meTitle)} sentence={say(texts.meSentence)}>
      <Card>
        <form onSubmit={submit} className="grid max-w-md gap-4">
          <PasswordField label={say(texts.current)} value={current} onChange={setCurrent} />
          <PasswordField label={say(texts.next)} fresh value={next} onChange={setNext} />
          {change.error && <ProblemNote problem={toProblem(change.error)} />}
          {change.isSuccess && <Note tone="pass" role="status" title={say(texts.changed)} />}
          <div>
            <Button type="submit" look="primary" busy={change.isPending}>
              {say(texts.change)}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  )
}
