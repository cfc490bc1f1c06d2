import type { FormProblem, Localized } from '@astrago/contracts'
import { type Answers, type FieldId, fieldOf } from '../fields/index.ts'
import type { Node, NodeColumn } from '../node.ts'
import type { RowReading } from '../node-rows.ts'
import type { SiteFacts } from '../spec.ts'
import { l } from '../text.ts'

/** A row of the node table with those of its cells that are well-formed. */
export type NodeRow = Partial<Node> & Pick<RowReading, 'given' | 'texts'> & { row: number; roles: Node['roles'] }

export type RuleInput = {
  site: SiteFacts
  /** The well-formed values, defaults included; nodes are in `nodes`. */
  answers: Answers
  nodes: readonly NodeRow[]
  /** Everything that has a value, well-formed or not, secrets included. */
  given: ReadonlySet<FieldId>
  /** Secrets as they were typed just now; empty for stored ones. */
  secretTexts: ReadonlyMap<FieldId, string>
}

/** One thing that must be true across fields. */
export type Rule = {
  id: string
  /** The rule in one sentence, for the reference page. */
  about: Localized
  check: (input: RuleInput) => FormProblem[]
}

type Place = { row?: number; column?: NodeColumn }

export const error = (field: FieldId, message: Localized, place: Place = {}): FormProblem => ({
  field,
  ...place,
  severity: 'error',
  message,
})

export const hint = (field: FieldId, message: Localized, place: Place = {}): FormProblem => ({
  ...error(field, message, place),
  severity: 'hint',
})

export const WEAK_PASSWORD = l(
  '널리 알려졌거나 짐작하기 쉬운 비밀번호입니다. 설치 뒤에는 바꾸는 것이 좋습니다.',
  'This password is widely known or easy to guess. Better change it after the installation.',
)

export const labelOf = (field: FieldId): Localized => fieldOf(field).label

/** A row by its name, or by its place in the table while it has none. */
export function nameOf(node: NodeRow): Localized {
  return node.name ? { ko: node.name, en: node.name } : { ko: `${node.row + 1}번째 줄`, en: `row ${node.row + 1}` }
}
