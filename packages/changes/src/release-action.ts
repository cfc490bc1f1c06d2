import type { Localized } from '@astrago/contracts'
import type { Action } from '@astrago/jobs'
import { backCommands, backFiles, type Held, isLetGo } from './held.ts'
import type { Owner } from './ledger/entry.ts'
import { type ReleaseOptions, release } from './release.ts'

export type ReleaseAction = ReleaseOptions & {
  id: string
  host: string
  owner: Owner
  held: Held
  describe: Localized
}

/** An action that lets go of what one holder has on a host. @throws CHANGE_EDITED when applied, as `release` does */
export function releaseAction({ id, host, owner, held, describe, keepEdited = false }: ReleaseAction): Action {
  const { what } = held
  return {
    id,
    host,
    describe,
    commands: backCommands(held),
    files: backFiles(held),
    expectedMs: 1_000,
    verify: (context) => isLetGo(context.host, owner, what, context.signal),
    apply: (context) => release(context, { owner, what }, { keepEdited }),
  }
}
