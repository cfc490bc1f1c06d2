'use client'

import Link from 'next/link'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'

/** The product's name; with `href` it leads home, and `short` leaves only the mark on a narrow screen. */
export function Wordmark({ href, title, short }: { href?: string; title?: string; short?: boolean }) {
  const say = useSay()
  const name = title ?? say(common.product)
  const mark = (
    <>
      <span aria-hidden className="size-5.5 shrink-0 rounded-md bg-linear-to-br from-[#2b59d9] to-[#14b88a]" />
      <span className={short ? 'max-sm:sr-only' : undefined}>{name}</span>
    </>
  )
  const look = 'flex items-center gap-2.5 text-lg font-[650] whitespace-nowrap'
  return href ? (
    <Link href={href} className={look}>
      {mark}
    </Link>
  ) : (
    <span className={look}>{mark}</span>
  )
}
