import type { Plan } from '@astrago/contracts'

/** The numbers of a plan's one sentence. */
export function countPlan({ phases }: Plan) {
  const actions = phases.flatMap((phase) => phase.actions)
  return {
    actions: actions.length,
    hosts: new Set(actions.map(({ host }) => host)).size,
    noReturn: actions.filter(({ pointOfNoReturn }) => pointOfNoReturn).length,
  }
}
