import type { Plan } from '@astrago/contracts'

/** The numbers of a plan's one sentence. Hosts of a phase work side by side, up to its concurrency. */
export function countPlan({ phases }: Plan) {
  const actions = phases.flatMap((phase) => phase.actions)
  const ms = phases.reduce((sum, phase) => {
    const byHost = [...Map.groupBy(phase.actions, ({ host }) => host).values()]
    const times = byHost.map((list) => list.reduce((total, { expectedMs }) => total + expectedMs, 0))
    const total = times.reduce((a, b) => a + b, 0)
    return sum + Math.max(total / phase.concurrency, ...times, 0)
  }, 0)
  return {
    actions: actions.length,
    hosts: new Set(actions.map(({ host }) => host)).size,
    minutes: Math.max(1, Math.round(ms / 60_000)),
    noReturn: actions.filter(({ pointOfNoReturn }) => pointOfNoReturn).length,
  }
}
