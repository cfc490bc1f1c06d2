import { NodeRole } from '@astrago/contracts'
import { ROLE_NAMES } from '@astrago/exchange-form'
import type { Say } from '../../../lib/locale.ts'

/** The roles of a server in words; what is no role stays as it is. Any other value is its own text. */
export function cellText(value: unknown, say: Say): string {
  return [value]
    .flat()
    .map((each) => {
      const role = NodeRole.safeParse(each).data
      return role ? say(ROLE_NAMES[role]) : String(each)
    })
    .join(', ')
}
