'use client'

import clsx from 'clsx'
import { useSay } from '../lib/locale.ts'
import { reconnectNow, useConnection } from '../lib/use-socket.ts'
import { Sign, type Tone, toneClass } from '../parts/Status.tsx'
import { shell } from '../texts/shell.ts'

const TONES: Record<'connecting' | 'open' | 'lost', Tone> = { connecting: 'running', open: 'pass', lost: 'fail' }

/** The state of the live connection in the top bar; nothing while no page needs it. */
export function ConnectionChip() {
  const { state } = useConnection()
  const say = useSay()
  if (state === 'idle') return null
  const words = { connecting: shell.connecting, open: shell.connected, lost: shell.lost }[state]
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1 rounded-full px-2 py-0.5 text-xs font-semibold whitespace-nowrap',
        toneClass(TONES[state], true),
      )}
    >
      <Sign tone={TONES[state]} size={12} />
      <span className="max-sm:sr-only">{say(words)}</span>
    </span>
  )
}

/** A thin bar in the flow of the page while the live connection is lost; it covers nothing. */
export function ConnectionBar() {
  const { state, attempt } = useConnection()
  const say = useSay()
  return (
    <div role="status">
      {state === 'lost' && (
        <p className={clsx('flex items-baseline gap-x-3 border-b px-5 py-1.5 text-sm', toneClass('warn', true))}>
          <Sign tone="warn" />
          <span>
            {say(shell.lostLong, { n: attempt })}{' '}
            <button type="button" onClick={reconnectNow} className="font-semibold underline">
              {say(shell.reconnect)}
            </button>
          </span>
        </p>
      )}
    </div>
  )
}
