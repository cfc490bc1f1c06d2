import type { Localized, RunKind } from '@astrago/contracts'
import type { Say } from '../../lib/locale.ts'
import { run as texts } from '../../texts/run.ts'

/** What a run does with an action: an undoing takes it back. */
export const sayAction = (kind: RunKind, describe: Localized, say: Say): string =>
  kind === 'undo' ? say(texts.takingBack, { what: say(describe) }) : say(describe)
