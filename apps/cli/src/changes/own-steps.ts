import type { StepRow } from '@astrago/contracts'
import type { StepStore } from '@astrago/jobs'

/**
 * The steps of a run that lives no longer than the command. Nothing is lost with it: what was changed is in the ledger of
 * each host, and the next command asks there.
 */
export function ownSteps(): StepStore & { rows: ReadonlyMap<string, StepRow> } {
  const rows = new Map<string, StepRow>()
  return {
    rows,
    list: async () => [...rows.values()],
    async attempt(_, { action, phase, host, at }) {
      const attempts = (rows.get(action)?.attempts ?? 0) + 1
      rows.set(action, { action, phase, host, state: 'running', attempts, startedAt: at, endedAt: null, ms: null })
      return attempts
    },
    async record(_, { action, phase, host, at, state, ms }) {
      const { attempts = 0, startedAt = null } = rows.get(action) ?? {}
      rows.set(action, { action, phase, host, state, attempts, startedAt, endedAt: at, ms })
      return true
    },
  }
}
