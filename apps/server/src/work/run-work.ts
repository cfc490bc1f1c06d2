import { type Plan, type Run, toProblem } from '@astrago/contracts'
import { execute, type Lease, makeRedactor, type RunOutcome, undo } from '@astrago/jobs'
import { type Store, stepRows } from '@astrago/store'
import { readState } from './form.ts'
import { hostsOf, preparePlan } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { siteSecrets } from './secrets.ts'

export type RunWork = { store: Store; journals: Journals; run: Run; plan: Plan; lease: Lease; signal: AbortSignal }

/** Carries an installation or an undoing out, with its journal open and every host closed again at the end. */
export async function carryOut({ store, journals, run, plan, lease, signal }: RunWork): Promise<RunOutcome> {
  const { journal, release } = await journals.use(run.id)
  const hosts = hostsOf(store, await readState(store, run.site))
  try {
    const redactor = makeRedactor(await siteSecrets(store, run.site))
    const { phases, facts } = await preparePlan(store, plan)
    const common = { hosts, steps: stepRows(store.db), journal, lease, redactor, signal }
    if (run.undoes !== null) return await undo({ ...common, run: run.undoes, prepared: { phases, facts } })
    return await execute({ ...common, run: run.id, plan, phases })
  } catch (error) {
    await journal.append({ kind: 'run', state: 'failed', problem: toProblem(error) })
    return { state: 'failed', error }
  } finally {
    await Promise.all([...hosts.values()].map((host) => host.close()))
    await release()
  }
}
