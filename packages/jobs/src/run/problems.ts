import { AppError, ERRORS, isAppError, type Problem, toProblem } from '@astrago/contracts'
import type { Redactor } from '../redact/redactor.ts'

/** Whether trying again may help, as the table of errors says; never for what is not an error of the product. */
export const retryHelps = (error: unknown): boolean => isAppError(error) && ERRORS[error.code].retry

/** The error as one of the product, with the host it happened on. */
export function onHost(error: unknown, host: string): AppError {
  if (!isAppError(error)) return new AppError('INTERNAL', { host, cause: error })
  return error.details.host ? error : new AppError(error.code, { ...error.details, host, cause: error.cause })
}

/** The error as it may be written down and shown. */
export function shownProblem(error: unknown, redactor: Redactor): Problem {
  const { params, ...problem } = toProblem(error)
  return { ...problem, ...(params && { params: maskParams(params, redactor) }) }
}

function maskParams(params: NonNullable<Problem['params']>, redactor: Redactor): NonNullable<Problem['params']> {
  const masked = Object.entries(params).map(([key, value]) => [
    key,
    typeof value === 'string' ? redactor.redact(value) : value,
  ])
  return Object.fromEntries(masked)
}

/** The texts of what lies behind an error and is not in the table: for the log, where support looks. */
export function causeTexts(error: unknown): string[] {
  const texts: string[] = []
  for (let cause = error; cause instanceof Error && texts.length < 5; cause = cause.cause) {
    if (!isAppError(cause)) texts.push(`${cause.name}: ${cause.message}`)
  }
  return texts
}

export const leaseLost = (cause?: unknown): AppError => new AppError('LEASE_LOST', { cause })
