import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, ERRORS, isAppError, issueText, type Problem, toProblem } from '@astrago/contracts'
import type { FastifyInstance } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'

/**
 * One place where errors become answers: known ones by the table, others as INTERNAL with their text in the log only.
 * An address that does not exist is answered with the web app's own page, below /api with a problem.
 */
export function answerErrors(app: FastifyInstance, webDir: string): void {
  const page = join(webDir, '404.html')
  const notFoundPage = existsSync(page) ? readFileSync(page, 'utf8') : null
  app.setErrorHandler((error: unknown, request, reply) => {
    const known = asAppError(error)
    // Who hung up in the middle of a request ends it, and that is nobody's defect.
    const isGone = request.raw.destroyed && !request.raw.complete
    if (!known && !isGone) request.log.error({ err: error }, 'unexpected error')
    // Node no longer looks after a connection that asked for an upgrade; left open it would hold up the stop.
    if (request.headers.upgrade) reply.raw.once('finish', () => request.raw.socket.destroySoon())
    const problem: Problem = known ? known.toProblem() : { code: 'INTERNAL' }
    return reply.code(ERRORS[problem.code].status).type('application/json').send(JSON.stringify(problem))
  })
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !request.url.startsWith('/api')
    if (isPage && notFoundPage) return reply.code(404).type('text/html; charset=utf-8').send(notFoundPage)
    const problem = toProblem(new AppError('NOT_FOUND', { params: { what: request.url.split('?')[0] ?? '' } }))
    return reply.code(404).type('application/json').send(JSON.stringify(problem))
  })
}

function asAppError(error: unknown): AppError | null {
  if (isAppError(error)) return error
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map(({ instancePath, keyword, params }) => {
      const path = instancePath.replace(/^\//, '').replaceAll('/', '.')
      // The parameters are what zod says besides the code, which is the keyword.
      return { path, message: issueText({ code: keyword, ...params } as Parameters<typeof issueText>[0]) }
    })
    const detail = fields.map(({ path }) => path).join(', ')
    return new AppError('VALIDATION_FAILED', { params: { detail }, fields, cause: error })
  }
  const status = (error as { statusCode?: number }).statusCode
  if (status !== undefined && status >= 400 && status < 500)
    return new AppError('VALIDATION_FAILED', { params: { detail: (error as Error).message }, cause: error })
  return null
}
