import type { Evidence } from './evidence.ts'

type Login = NonNullable<Evidence['internet']['proxy']>['login']
/** How a login ended. `unanswered`: it was sent, and no answer came. */
type LoginEnd = Extract<Login, 'accepted' | 'refused' | 'unanswered'>

/**
 * Tries a login by `attempt`, or gives how it ended for somebody else: of all that call it one tries at a time, and what
 * the first learns counts for all, since a wrong password that a hundred hosts send locks the account. An attempt that
 * gives null or throws has sent nothing, and leaves it to the next.
 */
export type LoginTrial = (attempt: () => Promise<LoginEnd | null>) => Promise<LoginEnd | null>

/** A trial for all hosts of one preflight. */
export function loginTrial(): LoginTrial {
  let known: LoginEnd | null = null
  let turn: Promise<unknown> = Promise.resolve()
  return (attempt) => {
    const own = turn.then(async () => {
      known ??= await attempt()
      return known
    })
    turn = own.catch(() => {})
    return own
  }
}

/** The schemes in which a proxy takes a login, in small letters (RFC 9110 section 11.7.1), of the head of its answer. */
export function schemesOf(head: string): string[] {
  const challenges = [...head.matchAll(/^proxy-authenticate:[ \t]*(.*?)\r?$/gim)].map(([, value = '']) => value)
  const parts = challenges.flatMap((value) => value.replace(/"(?:[^"\\]|\\.)*"/g, '').split(','))
  const words = parts.map((part) => part.trim().split(/\s/)[0] ?? '')
  return [...new Set(words.filter((word) => /^[A-Za-z][\w-]{0,30}$/.test(word)).map((word) => word.toLowerCase()))]
}
