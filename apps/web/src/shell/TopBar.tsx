'use client'

import Link from 'next/link'
import { useSay } from '../lib/locale.ts'
import { Chip } from '../parts/Status.tsx'
import { DISTRIBUTIONS, PROFILES, SITE_KINDS, shell } from '../texts/shell.ts'
import { ConnectionChip } from './ConnectionBar.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Menu } from './Menu.tsx'
import { useSite } from './use-site.ts'
import { Wordmark } from './Wordmark.tsx'

/** Where I am, profile, distribution, connection, language, me. */
export function TopBar() {
  return (
    <header className="flex min-h-14 items-center justify-between gap-3 border-b bg-card px-5 py-2 max-sm:px-3">
      <div className="flex min-w-0 items-center gap-3.5">
        <Wordmark href="/" short />
        <Where />
      </div>
      <div className="flex shrink-0 items-center gap-2.5 max-sm:gap-1.5">
        <ConnectionChip />
        <LanguageSwitch />
        <Menu />
      </div>
    </header>
  )
}

function Where() {
  const say = useSay()
  const { data } = useSite()
  if (!data) return null
  const { site } = data
  return (
    <div className="flex min-w-0 items-center gap-2">
      <nav className="flex min-w-0 gap-1.5">
        <Link href="/" className="text-ink-2 hover:underline max-sm:hidden">
          {say(shell.sites)}
        </Link>
        <span aria-hidden className="text-ink-3 max-sm:hidden">
          /
        </span>
        <Link
          href={`/site?id=${encodeURIComponent(site.id)}`}
          className="min-w-0 truncate font-semibold hover:underline"
        >
          {site.kind === 'local' ? say(SITE_KINDS.local) : site.name}
        </Link>
      </nav>
      {site.archived && <Chip tone="plain">{say(shell.archived)}</Chip>}
      {site.kind === 'remote' && (
        <span className="flex gap-1.5 max-md:hidden">
          <Chip tone="plain">{say(PROFILES[site.profile].label)}</Chip>
          <Chip tone="plain">{say(DISTRIBUTIONS[site.distribution])}</Chip>
        </span>
      )}
    </div>
  )
}
