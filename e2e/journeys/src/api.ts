import { type CallInput, call, type Reply, ROUTES, type RouteContract } from '@astrago/contracts'

type Success<C extends RouteContract> = Extract<Reply<C>, { status: 200 }>['body']

/** Calls the console as a logged-in person does; an answer other than 200 is an error with its text. */
export class Api {
  readonly #url: () => string
  #cookie = ''

  constructor(url: () => string) {
    this.#url = url
  }

  async send<C extends RouteContract>(contract: C, input: CallInput<C>): Promise<Success<C>> {
    const answer = await call((method, path, body) => this.#fetch(method, path, body), contract, input)
    if (answer.status !== 200) throw new Error(`${contract.url}: ${JSON.stringify(answer.body)}`)
    return answer.body as Success<C>
  }

  async logIn(name: string, password: string): Promise<void> {
    await this.send(ROUTES.login, { body: { name, password } })
  }

  async #fetch(method: string, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
    const answer = await fetch(`${this.#url()}${path}`, {
      method,
      headers: {
        'x-astrago': '1',
        cookie: this.#cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const [cookie] = answer.headers.getSetCookie()
    if (cookie) this.#cookie = cookie.split(';')[0] ?? ''
    const json = answer.headers.get('content-type')?.startsWith('application/json')
    return { status: answer.status, body: json ? await answer.json() : await answer.text() }
  }
}
