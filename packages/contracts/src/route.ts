import type { z } from 'zod'
import type { Role } from './people.ts'

/**
 * A route as a value that server, browser, command line, tests and the OpenAPI document share.
 * `auth` says who may call it: `none` is anybody, else the roles. A customer reaches only their own site:
 * a route open to customers names the site as `:site` in its url.
 */
export type RouteContract = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: `/api/${string}`
  auth: 'none' | readonly Role[]
  summary: string
  /** Media type of the request's body where that is no JSON. */
  consumes?: string
  /** Media types of the answer, one of which it has; JSON alone unless named. */
  produces?: readonly string[]
  schema: {
    params?: z.ZodObject
    querystring?: z.ZodObject
    body?: z.ZodType
    response: Record<number, z.ZodType>
  }
}

type Part<C extends RouteContract, K extends 'params' | 'querystring' | 'body'> =
  C['schema'] extends Record<K, infer S> ? (S extends z.ZodType ? { [P in K]: z.input<S> } : unknown) : unknown

export type CallInput<C extends RouteContract> = Part<C, 'params'> & Part<C, 'querystring'> & Part<C, 'body'>

export type Reply<C extends RouteContract> = {
  [S in keyof C['schema']['response']]: C['schema']['response'][S] extends z.ZodType
    ? { status: S; body: z.output<C['schema']['response'][S]> }
    : never
}[keyof C['schema']['response']]

export type Send = (method: string, url: string, body: unknown) => Promise<{ status: number; body: unknown }>

/** `:name` in the contract's url replaced by its parameter, with the query behind it. */
export function urlOf(contract: RouteContract, input: { params?: object; querystring?: object }): string {
  const values = (input.params ?? {}) as Record<string, unknown>
  const path = contract.url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const pairs = Object.entries(input.querystring ?? {}).filter(([, value]) => value !== undefined)
  return pairs.length ? `${path}?${new URLSearchParams(pairs.map(([k, v]): [string, string] => [k, String(v)]))}` : path
}

/**
 * Calls a route and parses its answer.
 * @throws Error when the status is not one the contract declares, ZodError when the body is not of its shape.
 */
export async function call<C extends RouteContract>(send: Send, contract: C, input: CallInput<C>): Promise<Reply<C>> {
  const parts = input as { params?: object; querystring?: object; body?: unknown }
  const answer = await send(contract.method, urlOf(contract, parts), parts.body)
  const declared = contract.schema.response[answer.status]
  if (!declared) throw new Error(`${contract.method} ${contract.url}: undeclared status ${answer.status}`)
  return { status: answer.status, body: declared.parse(answer.body) } as Reply<C>
}
