import { MARK_ENDED, type Plan, type Run, say, toProblem } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { execute, type Journal, type Lease, makeRedactor, type Redactor, type RunOutcome, undo } from '@astrago/jobs'
import { type Store, stepRows } from '@astrago/store'
import { readState } from './form.ts'
import { hostsOf, preparePlan } from './install-plan.ts'
import type { Journals } from './journals.ts'
import { rowFirst } from './row-first.ts'
import { siteSecrets } from './secrets.ts'

type Place = { store: Store; journals: Journals; run: Run }
type Ready = { journal: Journal; hosts: ReadonlyMap<string, Host>; redactor: Redactor }

/** Works with the journal of a run open, and every host closed again at the end. What is thrown is told as its end. */
export async function inRun(
  { store, journals, run }: Place,
  work: (ready: Ready) => Promise<RunOutcome>,
): Promise<RunOutcome> {
  const { journal: file, release } = await journals.use(run.id)
  const journal = rowFirst(store.db, run.id, file)
  const hosts = hostsOf(store, await readState(store, run.site), (host, programs) => {
    const text = say(MARK_ENDED, 'en', { programs: programs.join(', ') })
    return journal.append({ kind: 'log', lines: 1, host, step: '', level: 'warn', text })
  })
  try {
    return await work({ journal, hosts, redactor: makeRedactor(await siteSecrets(store, run.site)) })
  } catch (error) {
    await journal.append({ kind: 'run', state: 'failed', problem: toProblem(error) })
    return { state: 'failed', error }
  } finally {
    await Promise.all([...hosts.values()].map((host) => host.close()))
    await release()
  }
}

export type RunWork = Place & { plan: Plan; lease: Lease; signal: AbortSignal }

/** Carries an installation or an undoing out. */
export function carryOut({ store, journals, run, plan, lease, signal }: RunWork): Promise<RunOutcome> {
  return inRun({ store, journals, run }, async (ready) => {
    const { phases, facts } = await preparePlan(store, plan)
    const common = { ...ready, steps: stepRows(store.db), lease, signal }
    if (run.undoes !== null) return undo({ ...common, run: run.undoes, prepared: { phases, facts } })
    return execute({ ...common, run: run.id, plan, phases })
  })
}
