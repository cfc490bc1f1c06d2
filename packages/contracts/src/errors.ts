import { z } from 'zod'
import { ERRORS, type ErrorCode } from './error-table.ts'
import { type Locale, type Localized, Params, say } from './text.ts'
import { THINGS } from './things.ts'

export const ErrorCodeSchema = z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]])

/** An error as it travels: the texts come from the table by `code`, filled with `params`. */
export const Problem = z.object({
  code: ErrorCodeSchema,
  host: z.string().optional(),
  params: Params.optional(),
  /** Which values of the request are wrong, by path. */
  fields: z.array(z.object({ path: z.string(), message: z.object({ ko: z.string(), en: z.string() }) })).optional(),
})
export type Problem = z.infer<typeof Problem>

type Details = Omit<Problem, 'code'> & { cause?: unknown }

/** Every error of the product that a person may see; recognise it by `code`. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly details: Omit<Details, 'cause'>

  constructor(code: ErrorCode, { cause, ...details }: Details = {}) {
    super(explain({ code, ...details }, 'en').what, cause === undefined ? undefined : { cause })
    this.code = code
    this.details = details
  }

  /** The error that a Problem tells of, such as one that came from another process. */
  static of({ code, ...details }: Problem): AppError {
    return new AppError(code, details)
  }

  /** The error without its cause: what may leave the process. */
  toProblem(): Problem {
    return { code: this.code, ...this.details }
  }
}

/** Works across copies of this module, where `instanceof` does not. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error
}

/** Any thrown value as a Problem; what is not an AppError becomes INTERNAL without its text. */
export function toProblem(error: unknown): Problem {
  return isAppError(error) ? error.toProblem() : { code: 'INTERNAL' }
}

/** What happened, the likely cause and what to do, in `locale`. */
export function explain(problem: Problem, locale: Locale): { what: string; cause: string; fix: string } {
  const thing = problem.code === 'NOT_FOUND' ? THINGS[problem.params?.what ?? ''] : undefined
  const params = { host: problem.host ?? '', ...problem.params, ...(thing && { what: thing[locale] }) }
  const { what, cause, fix }: Record<'what' | 'cause' | 'fix', Localized> = ERRORS[problem.code]
  return { what: say(what, locale, params), cause: say(cause, locale, params), fix: say(fix, locale, params) }
}
