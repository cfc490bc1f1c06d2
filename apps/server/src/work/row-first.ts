import type { Journal } from '@astrago/jobs'
import { type Db, setRunState } from '@astrago/store'

/**
 * The journal of a run, whose end stands in the run's row before it is told: who hears of it and asks finds it so. An end
 * that the journal cannot take is none yet.
 */
export function rowFirst(db: Db, run: string, journal: Journal): Journal {
  return {
    async append(event) {
      if (event.kind !== 'run' || event.state === 'running') return journal.append(event)
      await setRunState(db, run, event.state)
      try {
        return await journal.append(event)
      } catch (error) {
        await setRunState(db, run, 'running').catch(() => undefined)
        throw error
      }
    },
  }
}
