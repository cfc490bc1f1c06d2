import { PLACE } from '@astrago/changes'
import type { Excerpt } from './awk.ts'

/** The fixes that the ledger of the host holds; fixId gives them their names. Nothing else of it leaves the host. */
export const HELD_FIXES: Excerpt = {
  section: 'held-fixes',
  way: 'distinct',
  pattern: '"what":"fix[.][^"]+"',
  files: [PLACE.ledger],
}
