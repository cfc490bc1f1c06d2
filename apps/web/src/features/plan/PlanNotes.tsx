'use client'

import type { PlanNote } from '@astrago/contracts'
import Link from 'next/link'
import { useSay } from '../../lib/locale.ts'
import { Note } from '../../parts/Note.tsx'
import type { Tone } from '../../parts/Status.tsx'
import { linkTo } from './place.ts'

type Props = { site: string; tone: Tone; title: string; list: readonly PlanNote[]; children?: React.ReactNode }

/** What a plan has to say, each with the link to where it is mended. */
export function PlanNotes({ site, tone, title, list, children }: Props) {
  const say = useSay()
  if (list.length === 0) return null
  return (
    <Note tone={tone} title={title}>
      <ul className="grid gap-1.5">
        {list.map((note) => (
          <li key={`${note.en} ${JSON.stringify(note.place)}`}>
            {say(note)} <PlaceLink site={site} place={note.place} />
          </li>
        ))}
      </ul>
      {children}
    </Note>
  )
}

function PlaceLink({ site, place }: { site: string; place: PlanNote['place'] }) {
  const say = useSay()
  if (!place) return null
  const { href, words } = linkTo(place, site, say)
  return (
    <Link href={href} className="font-semibold whitespace-nowrap text-accent underline underline-offset-2">
      {words}
    </Link>
  )
}
