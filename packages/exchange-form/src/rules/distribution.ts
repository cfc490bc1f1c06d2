import { type FormProblem, fill } from '@astrago/contracts'
import { l } from '../text.ts'
import { optionsFor } from '../values.ts'
import { error, type Rule, type RuleInput } from './rule.ts'

const FIELD = 'network.cni'

function pluginFitsDistribution({ answers, site }: RuleInput): FormProblem[] {
  const chosen = answers[FIELD]
  const offered = Object.keys(optionsFor(FIELD, site))
  if (chosen === undefined || offered.includes(chosen)) return []
  const text = l(
    '이 쿠버네티스 배포판에는 없는 플러그인입니다. 고를 수 있는 것: {offered}',
    'The Kubernetes distribution of the site has no such plugin. It has: {offered}',
  )
  return [error(FIELD, fill(text, { offered: offered.join(', ') }))]
}

export const distributionRules = [
  {
    id: 'plugin-fits-distribution',
    about: l(
      '네트워크 플러그인은 쿠버네티스 배포판에 있는 것이어야 합니다.',
      'The network plugin is one that the Kubernetes distribution has.',
    ),
    check: pluginFitsDistribution,
  },
] as const satisfies readonly Rule[]
