import { RunKind } from '@astrago/contracts'
import { fieldOf, isFieldId, isSectionId, SECTIONS } from '@astrago/exchange-form'
import type { Say } from '../../lib/locale.ts'
import { SITE_PARTS } from '../../texts/audit.ts'
import { RUN_TITLES } from '../../texts/run.ts'

/** What an entry of the audit log is about, with the ids that the server notes in words: a name or a path stays as it is. */
export function detailWords(action: string, detail: string, say: Say): string {
  switch (action) {
    case 'save-section':
      return isSectionId(detail) ? say(SECTIONS[detail].title) : detail
    case 'show-password':
      return isFieldId(detail) ? say(fieldOf(detail).label) : detail
    case 'change-site':
      return detail
        .split(', ')
        .map((part) => (SITE_PARTS[part] ? say(SITE_PARTS[part]) : part))
        .join(', ')
    case 'interrupted': {
      const kind = RunKind.safeParse(detail)
      return kind.success ? say(RUN_TITLES[kind.data]) : detail
    }
    default:
      return detail
  }
}
