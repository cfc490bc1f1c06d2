import { z } from 'zod'
import { isOfSystemd, levelOfLine, messageOf } from '../host/unit-lines.ts'

/** What `systemctl show` says of a unit. */
export const ServiceStatus = z.object({
  ActiveState: z.string(),
  NRestarts: z.coerce.number(),
  UnitFileState: z.string(),
})
export type ServiceStatus = z.infer<typeof ServiceStatus>

export type StartFailure =
  | 'CLUSTER_START_FAILED'
  | 'CLUSTER_TOKEN_MISMATCH'
  | 'CLUSTER_CONFIG_MISMATCH'
  | 'CLUSTER_IMAGES_BROKEN'

/** RKE2 may fail and be restarted by systemd some times while a cluster settles; after that it will not come. */
const RESTARTS_ALLOWED = 5

/** What RKE2's log says when trying again cannot help, and what it means. */
const CAUSES: readonly { code: StartFailure; says: RegExp }[] = [
  {
    code: 'CLUSTER_TOKEN_MISMATCH',
    says: /encrypted with different token|token CA hash does not match|invalid token|not authorized|401 Unauthorized/i,
  },
  { code: 'CLUSTER_CONFIG_MISMATCH', says: /critical configuration (value )?mismatch/i },
  { code: 'CLUSTER_IMAGES_BROKEN', says: /(failed|unable) to (import|load|read) images?\b/i },
]

export function parseStatus(text: string): ServiceStatus {
  return ServiceStatus.parse(Object.fromEntries(text.split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2))))
}

/**
 * What to make of a service that was asked to start: it is up, it will not come, or wait on.
 * @param restartsBefore its count of restarts before it was asked.
 * @param tail its last log lines.
 */
export function judgeStart(
  { ActiveState, NRestarts }: ServiceStatus,
  restartsBefore: number,
  tail: readonly string[],
): 'active' | 'wait' | StartFailure {
  if (ActiveState === 'active') return 'active'
  const restarts = Math.max(0, NRestarts - restartsBefore)
  const known = CAUSES.find(({ says }) => tail.some((line) => says.test(line)))
  if (known && restarts > 0) return known.code
  return ActiveState === 'failed' || restarts >= RESTARTS_ALLOWED ? (known?.code ?? 'CLUSTER_START_FAILED') : 'wait'
}

/**
 * What a log says of why a service does not come, in one line for an error: its last errors, else its last words. What
 * systemd adds behind every failure says nothing of the cause, and a service that was restarted says the same again.
 */
export function lastWords(tail: readonly string[]): string {
  const own = tail.filter((line) => !isOfSystemd(line))
  const errors = own.filter((line) => levelOfLine(line) === 'error')
  const [told] = [errors, own, tail].filter((lines) => lines.length > 0)
  const messages = (told ?? []).map(messageOf)
  const last = messages.filter((message, i) => messages.lastIndexOf(message) === i).slice(-MOST_MESSAGES)
  return last.map((message) => message.slice(0, LONGEST_MESSAGE)).join(' | ') || '-'
}

const MOST_MESSAGES = 3
const LONGEST_MESSAGE = 400
