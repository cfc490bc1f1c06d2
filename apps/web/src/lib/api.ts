import {
  AppError,
  type CallInput,
  call,
  Problem,
  type Reply,
  type RouteContract,
  type Send,
  UNATTENDED,
} from '@astrago/contracts'
import { z } from 'zod'
import { isAttended } from './attended.ts'

// Compiled parsers need eval, which the content security policy forbids.
z.config({ jitless: true })

/** What a route answers with when all went well. */
export type Answer<C extends RouteContract> = Extract<Reply<C>, { status: 200 }>['body']

/** The server refuses a change without this mark: other sites cannot set it. */
const MARK = { 'x-astrago': '1' }

const send: Send = async (method, url, body) => {
  const response = await fetch(url, {
    method,
    headers: {
      ...MARK,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(isAttended() ? {} : { [UNATTENDED]: '1' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new AppError('CONSOLE_UNREACHABLE', { cause })
  })
  return { status: response.status, body: await response.json() }
}

function asError(body: unknown): AppError {
  const problem = Problem.safeParse(body)
  if (!problem.success) return new AppError('INTERNAL', { cause: body })
  const { code, host, params, fields } = problem.data
  return new AppError(code, { ...(host && { host }), ...(params && { params }), ...(fields && { fields }) })
}

/**
 * Calls a route of the console.
 * @throws AppError with the server's problem, or CONSOLE_UNREACHABLE when no answer came
 */
export async function ask<C extends RouteContract>(contract: C, input: CallInput<C>): Promise<Answer<C>> {
  const reply = (await call(send, contract, input)) as { status: number; body: unknown }
  if (reply.status !== 200) throw asError(reply.body)
  return reply.body as Answer<C>
}
