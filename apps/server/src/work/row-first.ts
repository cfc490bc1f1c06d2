import type { Journal } from '@astrago/jobs'
import { type Db, setRunState } from '@astrago/store'

/**
 * The journal of a run, whose end stands in the run's row before it is told: who hears of it and asks finds it so. An end
 * that the row or the journal cannot take is none yet. `onOver` hears which it is, before anybody can read it.
 */
export function rowFirst(db: Db, run: string, journal: Journal, onOver: (over: boolean) => void = () => {}): Journal {
  return {
    async append(event) {
      if (event.kind !== 'run' || event.state === 'running') return journal.append(event)
      onOver(true)
      try {
        await setRunState(db, run, event.state)
        return await journal.append(event)
      } catch (error) {
        await setRunState(db, run, 'running').catch(() => undefined)
        onOver(false)
        throw error
      }
    },
  }
}
