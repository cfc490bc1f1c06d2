import type { Host } from '@astrago/hosts'
import type { ActionContext } from '@astrago/jobs'
import type { Wanted } from '../change.ts'
import type { Entry } from '../ledger/entry.ts'

export type KindContext = Pick<ActionContext, 'signal' | 'log'> & { host: Host }

/** A sort of thing that can be changed on a host and put back. States are short texts that are equal when all is the same. */
export type Kind = {
  /** The state of each name now. */
  read(context: KindContext, names: readonly string[]): Promise<ReadonlyMap<string, string>>
  /** Keeps what `back` needs beyond the state. Called before the first change of a name; a second call keeps nothing anew. */
  keep?(context: KindContext, names: readonly string[]): Promise<void>
  /** May run twice. */
  make(context: KindContext, wanted: readonly Wanted[]): Promise<void>
  /** Puts back the state from before. May run twice. */
  back(context: KindContext, entries: readonly Entry[]): Promise<void>
  /** Drops what `keep` kept. `left`: names of the kind that stay in the ledger. */
  forget?(context: KindContext, names: readonly string[], left: readonly string[]): Promise<void>
  /** What `make` runs, as people may read it. */
  commands(wanted: readonly Wanted[]): string[]
  /** What `back` runs, as people may read it. */
  backCommands(entries: readonly Entry[]): string[]
  /** Whether a change that is cut off leaves one of the two states and nothing between. */
  atomic: boolean
}
