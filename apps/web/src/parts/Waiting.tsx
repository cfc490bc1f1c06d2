'use client'

import { type AppError, toProblem } from '@astrago/contracts'
import { useEffect, useState } from 'react'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'
import { Button } from './Button.tsx'
import { ProblemNote } from './ProblemNote.tsx'
import { Sign } from './Status.tsx'

const QUIET_MS = 250

/** Words while something is fetched; silent for the first moment, so that quick answers do not flicker. */
export function Waiting({ what }: { what?: string }) {
  const say = useSay()
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p role="status" className="flex min-h-24 items-center gap-2 text-ink-2">
      {shown && (
        <>
          <Sign tone="running" size={16} />
          {what ?? say(common.loading)}
        </>
      )}
    </p>
  )
}

export type Asked = { error: AppError | null; refetch: () => unknown; isFetching: boolean }

/** What stands in for an answer that is not there: words while it is fetched, the problem and a way out when it failed. */
export function Unanswered({ asked, what }: { asked: Asked; what?: string }) {
  const say = useSay()
  if (!asked.error) return <Waiting {...(what && { what })} />
  return (
    <ProblemNote
      problem={toProblem(asked.error)}
      actions={
        <Button small onClick={() => void asked.refetch()} busy={asked.isFetching}>
          {say(common.tryAgain)}
        </Button>
      }
    />
  )
}
