import type { Evidence } from './evidence.ts'

type Login = NonNullable<Evidence['internet']['proxy']>['login']
/** How a login ended. `unanswered`: it was sent, and no answer came. `unclear`: the answer may be about the place instead. */
export type LoginEnd = Extract<Login, 'accepted' | 'refused' | 'unanswered' | 'unclear'>

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

/** What a login that is wrong is answered with; tinyproxy answers as a server would. */
const NOT_LET_IN = [407, 401]
/** A tunnel, or an attempt at one (RFC 9110 sections 15.6.3 to 15.6.5): whoever gets so far has been let in. */
const LET_IN = [200, 502, 503, 504]
/** Squid refuses a login as ERR_CACHE_ACCESS_DENIED, and a place as this (squid-cache.org, CustomErrors). */
const FORBIDS_PLACE = /^x-squid-error:[ \t]*ERR_ACCESS_DENIED\b/im

export const isRefusal = (status: number | null): boolean => NOT_LET_IN.includes(status ?? 0)

/**
 * How a login ended, by the status and the head of the answer. There are proxies that answer a wrong login with 403, as they
 * do where they forbid the place.
 */
export function endOf(status: number, head: string): LoginEnd {
  if (isRefusal(status)) return 'refused'
  if (LET_IN.includes(status) || FORBIDS_PLACE.test(head)) return 'accepted'
  return schemesOf(head).length > 0 ? 'refused' : 'unclear'
}

/** The schemes in which a proxy takes a login, in small letters (RFC 9110 section 11.7.1), of the head of its answer. */
export function schemesOf(head: string): string[] {
  const challenges = [...head.matchAll(/^proxy-authenticate:[ \t]*(.*?)\r?$/gim)].map(([, value = '']) => value)
  const parts = challenges.flatMap((value) => value.replace(/"(?:[^"\\]|\\.)*"/g, '').split(','))
  const words = parts.map((part) => part.trim().split(/\s/)[0] ?? '')
  return [...new Set(words.filter((word) => /^[A-Za-z][\w-]{0,30}$/.test(word)).map((word) => word.toLowerCase()))]
}
