import { AppError, ERRORS, isAppError, type Problem, toProblem } from '@astrago/contracts'
import type { FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'

/** One place where errors become answers: known ones by the table, others as INTERNAL with their text in the log only. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: unknown, request, reply) => {
    const known = asAppError(error)
    if (!known) request.log.error({ err: error }, 'unexpected error')
    // Node no longer looks after a connection that asked for an upgrade; left open it would hold up the stop.
    if (request.headers.upgrade) reply.raw.once('finish', () => request.raw.socket.destroySoon())
    const problem: Problem = known ? known.toProblem() : { code: 'INTERNAL' }
    return reply.code(ERRORS[problem.code].status).type('application/json').send(JSON.stringify(problem))
  })
  app.setNotFoundHandler((request, reply) => {
    const problem = toProblem(new AppError('NOT_FOUND', { params: { what: request.url.split('?')[0] ?? '' } }))
    return reply.code(404).type('application/json').send(JSON.stringify(problem))
  })
}

function asAppError(error: unknown): AppError | null {
  if (isAppError(error)) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, message }) => {
      const path = instancePath.replace(/^\//, '').replaceAll('/', '.')
      return { path, message: { ko: `값이 올바르지 않습니다 (${message ?? ''})`, en: message ?? 'invalid' } }
    })
    const detail = fields.map(({ path }) => path).join(', ')
    return new AppError('VALIDATION_FAILED', { params: { detail }, fields, cause: error })
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500)
    return new AppError('VALIDATION_FAILED', { params: { detail: (error as Error).message }, cause: error })
  return null
}
