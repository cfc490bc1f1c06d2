import { type Account, basicAuth } from './account.ts'
import type { Evidence } from './evidence.ts'
import type { HttpAnswer } from './http.ts'
import type { SecureAsk } from './secure-ask.ts'

type State = Evidence['pull']['login']
/** `header`: what to send as Authorization; null where that is of no use. `service`: host of the service that gives tokens. */
export type Granted = { login: State; header: string | null; service: string | null }
export type Registry = { ask: SecureAsk; base: URL; account: Account | null }

/** What a registry wants to see (RFC 9110 section 11.6.1). */
type Challenge = { scheme: string; params: Readonly<Record<string, string>> }

export function challengeOf({ headers }: Pick<HttpAnswer, 'headers'>): Challenge {
  const text = headers['www-authenticate'] ?? ''
  const [, scheme = '', rest = ''] = /\b(bearer|basic)\b([\s\S]*)/i.exec(text) ?? []
  const params = [...rest.matchAll(/(\w+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key.toLowerCase(), value])
  return { scheme: scheme.toLowerCase(), params: Object.fromEntries(params) }
}

const without = (login: State, service: string | null = null): Granted => ({ login, header: null, service })
const isRefusal = (status: number): boolean => status === 401 || status === 403

/** What a challenge is answered with; `scope` as `repository:NAME:pull`, which the challenge itself may name better. */
export async function answerTo(registry: Registry, challenge: Challenge, scope?: string): Promise<Granted> {
  const { account } = registry
  if (challenge.scheme === 'bearer') return fetchToken(registry, challenge, scope)
  if (challenge.scheme !== 'basic') return without('other')
  return account ? { login: 'accepted', header: basicAuth(account), service: null } : without('wanted')
}

/** Token authentication as the Distribution project specifies it (docs/spec/auth/token). */
async function fetchToken({ ask, account }: Registry, { params }: Challenge, scope?: string): Promise<Granted> {
  const { realm = '', service } = params
  if (!URL.canParse(realm)) return without('token-service', realm)
  const url = new URL(realm)
  if (service !== undefined) url.searchParams.set('service', service)
  const wanted = params.scope ?? scope
  if (wanted !== undefined) url.searchParams.set('scope', wanted)
  const answer = await ask(url, account ? { headers: { authorization: basicAuth(account) } } : {})
  if (answer && isRefusal(answer.status)) return without(account ? 'refused' : 'wanted', url.host)
  const token = answer?.status === 200 ? tokenIn(answer.body) : null
  if (token === null) return without('token-service', url.host)
  return { login: account ? 'accepted' : 'anonymous', header: `Bearer ${token}`, service: url.host }
}

function tokenIn(body: string): string | null {
  try {
    const { token, access_token: other } = JSON.parse(body)
    const found = typeof token === 'string' ? token : other
    return typeof found === 'string' && /^[\x21-\x7e]+$/.test(found) ? found : null
  } catch {
    return null
  }
}

/**
 * Whether a registry takes the account of the questionnaire, or wants none. The account is tried once: a wrong password
 * that is sent over and over locks accounts.
 */
export async function logIn(registry: Registry): Promise<Pick<Granted, 'login' | 'service'>> {
  const { ask, base } = registry
  const first = await ask(base)
  if (!first) return { login: 'unreached', service: null }
  if (first.status === 200) return { login: 'open', service: null }
  if (first.status !== 401) return { login: 'other', service: null }
  const { login, header, service } = await answerTo(registry, challengeOf(first))
  if (login !== 'accepted' || header === null) return { login, service }
  const second = await ask(base, { headers: { authorization: header } })
  if (second?.status === 200) return { login, service }
  return { login: second && isRefusal(second.status) ? 'refused' : 'other', service }
}
