import type { Connection } from './host.ts'

type Failure = Exclude<Connection['result'], 'open'>

/** The kernel's and the resolver's answers as sshd and Node word them; first match wins. */
const ANSWERS: readonly [RegExp, Failure][] = [
  [/refused|ECONNREFUSED/i, 'refused'],
  [/timed out|ETIMEDOUT/i, 'timeout'],
  [/name or service|name resolution|hostname|ENOTFOUND|EAI_/i, 'unknown-name'],
]

/** What a failed connection attempt says about the way; anything that is not one of the others is a missing way. */
export function reachAnswer(message: string): Failure {
  return ANSWERS.find(([pattern]) => pattern.test(message))?.[1] ?? 'no-route'
}
