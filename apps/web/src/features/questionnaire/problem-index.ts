import type { FormProblem } from '@astrago/contracts'
import { NODES } from '@astrago/exchange-form'

export type Problems = readonly FormProblem[]
export const NO_PROBLEMS: Problems = []

/** Problems by where they are shown: at a field, or at a row of the node table. */
export type ProblemIndex = { fields: ReadonlyMap<string, Problems>; rows: ReadonlyMap<number, Problems> }

/** `before` lends each list that says the same as it did. */
export function sortProblems(problems: Problems, before?: ProblemIndex): ProblemIndex {
  const isOfRow = ({ field, row }: FormProblem): boolean => field === NODES && row !== undefined
  const rows = Map.groupBy(problems.filter(isOfRow), ({ row }) => row ?? 0)
  const fields = Map.groupBy(
    problems.filter((problem) => !isOfRow(problem)),
    ({ field }) => field,
  )
  return { fields: lend(fields, before?.fields), rows: lend(rows, before?.rows) }
}

function lend<K>(now: ReadonlyMap<K, Problems>, before?: ReadonlyMap<K, Problems>): ReadonlyMap<K, Problems> {
  return new Map([...now].map(([key, list]) => [key, reuse(list, before?.get(key))]))
}

const reuse = (list: Problems, before: Problems | undefined): Problems =>
  before?.length === list.length && before.every((problem, index) => saysTheSame(problem, list[index])) ? before : list

const saysTheSame = (one: FormProblem, other: FormProblem | undefined): boolean =>
  other !== undefined &&
  one.row === other.row &&
  one.column === other.column &&
  one.severity === other.severity &&
  one.message.ko === other.message.ko
