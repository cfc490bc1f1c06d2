'use client'

import { ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { dropDrafts } from '../features/questionnaire/drafts/draft-storage.ts'
import { ask } from '../lib/api.ts'
import { useSay } from '../lib/locale.ts'
import { ROLES, shell } from '../texts/shell.ts'
import { useIdentity } from './identity.tsx'

const ITEM = 'block w-full rounded-md px-3 py-2 text-left hover:bg-unknown-soft'

/** Who I am, and what belongs to my account. */
export function Menu() {
  const identity = useIdentity()
  const say = useSay()
  const client = useQueryClient()
  const details = useRef<HTMLDetailsElement>(null)
  useCloseOutside(details)

  async function logout() {
    await ask(ROUTES.logout, {})
    client.clear()
    dropDrafts()
    window.location.assign('/login')
  }

  return (
    <details ref={details} className="relative">
      <summary className="flex min-h-8 list-none items-center gap-1 rounded-md px-2 hover:bg-unknown-soft [&::-webkit-details-marker]:hidden">
        <span className="sr-only">{say(shell.me)}: </span>
        <span className="max-w-28 truncate">{identity.name}</span>
        <ChevronDown size={14} aria-hidden />
      </summary>
      <div className="absolute right-0 z-20 mt-1 w-52 rounded-lg border bg-card p-1.5 shadow-float">
        <p className="px-3 py-1.5 text-xs text-ink-2">{say(ROLES[identity.role])}</p>
        {identity.role !== 'customer' && (
          <Link href="/me" className={ITEM}>
            {say(shell.changePassword)}
          </Link>
        )}
        <button type="button" className={ITEM} onClick={() => void logout()}>
          {say(shell.logout)}
        </button>
      </div>
    </details>
  )
}

/** Closes a `details` on Escape, on a choice, and on a click beside it. */
function useCloseOutside(details: React.RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      const menu = details.current
      if (menu?.open && target instanceof Element && !target.closest('summary')) menu.open = false
    }
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape' || !details.current?.open) return
      details.current.open = false
      details.current.querySelector('summary')?.focus()
    }
    document.addEventListener('click', onClick)
    document.addEventListener('keydown', onKey)
    return () => {
      document.removeEventListener('click', onClick)
      document.removeEventListener('keydown', onKey)
    }
  }, [details])
}
