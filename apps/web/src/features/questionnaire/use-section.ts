'use client'

import { isSectionId, type SectionId, sectionOf } from '@astrago/exchange-form'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { focusPlace } from './focus.ts'
import { useForm } from './form-context.ts'
import { type Place, placeOf } from './places.ts'

/**
 * The section that the address names, itself or by a place in it; the place comes into focus. A section that is left,
 * or come to by a link, has been passed: from then on what is empty there is told in colour.
 */
export function useSection() {
  const { store } = useForm()
  const path = usePathname()
  const query = useSearchParams()
  const [sought, setSought] = useState<Place | null>(() => placeOf(query, store.current().draft))
  const named = query.get('section')
  const section: SectionId = isSectionId(named ?? '')
    ? (named as SectionId)
    : sought
      ? sectionOf(sought.field)
      : 'general'

  useEffect(() => {
    if (!sought) return
    store.passSection(sectionOf(sought.field))
    focusPlace(sought)
  }, [sought, store])

  function turn(next: SectionId) {
    const params = new URLSearchParams({ id: query.get('id') ?? '', section: next })
    // Not by the router: turning a section must work without the server too.
    window.history.pushState(null, '', `${path}?${params}`)
  }
  /** Turns to a section, and its heading is where a keyboard goes on. */
  function open(next: SectionId) {
    store.passSection(section)
    setSought(null)
    turn(next)
    document.querySelector('main')?.scrollIntoView()
  }
  function go(place: Place) {
    const next = sectionOf(place.field)
    if (next !== section) {
      store.passSection(section)
      turn(next)
    }
    setSought({ ...place })
  }
  return { section, place: sought, open, go }
}
