import type { Identity, RouteContract } from '@astrago/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'

type Part<C extends RouteContract, K extends 'params' | 'querystring' | 'body'> =
  C['schema'] extends Record<K, infer S> ? (S extends z.ZodType ? z.output<S> : undefined) : undefined

export type Input<C extends RouteContract> = {
  params: Part<C, 'params'>
  query: Part<C, 'querystring'>
  body: Part<C, 'body'>
  request: FastifyRequest
  reply: FastifyReply
}

/** The answer of status 200; every other one is an AppError thrown. */
export type Answer<C extends RouteContract> =
  C['schema']['response'] extends Record<200, infer S> ? (S extends z.ZodType ? z.input<S> : never) : never

/** Serves a route of the contracts: its inputs are parsed, its answer is checked against the contract, its roles are enforced. */
export function handle<C extends RouteContract>(
  app: FastifyInstance,
  contract: C,
  handler: (input: Input<C>) => Promise<Answer<C>> | Answer<C>,
  options: { rateLimit?: { max: number; timeWindow: number }; bodyLimit?: number } = {},
): void {
  const { rateLimit, ...routeOptions } = options
  app.route({
    method: contract.method,
    url: contract.url,
    schema: { ...contract.schema, summary: contract.summary } as never,
    config: { auth: contract.auth, ...(rateLimit ? { rateLimit } : {}) },
    ...routeOptions,
    handler: async (request, reply) => {
      const { params, query, body } = request
      return handler({ params, query, body, request, reply } as Input<C>)
    },
  })
}

/** Who is asking, on a route that is not open to anybody. */
export function identityOf(request: FastifyRequest): Identity {
  if (!request.session) throw new Error('a route without login asked who is asking')
  return request.session
}
