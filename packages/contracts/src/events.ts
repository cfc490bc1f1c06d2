import { z } from 'zod'
import { Problem } from './errors.ts'
import { Mesh } from './mesh.ts'
import { Verdict } from './verdicts.ts'

export const LogLevel = z.enum(['info', 'warn', 'error'])
export type LogLevel = z.infer<typeof LogLevel>

/** `undo` takes an installation back, `undo-fixes` fixes of the preflight. */
export const RunKind = z.enum(['preflight', 'install', 'undo', 'fix', 'undo-fixes'])
export type RunKind = z.infer<typeof RunKind>

export const RunState = z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted'])
export type RunState = z.infer<typeof RunState>

export const StepState = z.enum(['pending', 'running', 'done', 'already', 'failed', 'cancelled', 'undone'])
export type StepState = z.infer<typeof StepState>

/**
 * `n` numbers lines, not events: an event covers `n` to `n + lines - 1`, where only a log event covers more than
 * one line, and the next event starts right behind. `at` is the time of writing, in milliseconds since 1970.
 */
const base = { n: z.number().int().positive(), at: z.number() }

export const LogEvent = z.object({
  ...base,
  kind: z.literal('log'),
  /** How many lines `text` holds, joined by a newline with none at the end. */
  lines: z.number().int().positive(),
  host: z.string(),
  step: z.string(),
  level: LogLevel,
  text: z.string(),
})
export type LogEvent = z.infer<typeof LogEvent>

/**
 * An action's new state. One that is tried again goes from 'failed' to 'running' with a higher `attempt`; on resume, one
 * that is still as recorded is told again as 'done' or 'already' without having run.
 */
export const StepEvent = z.object({
  ...base,
  kind: z.literal('step'),
  step: z.string(),
  phase: z.string(),
  host: z.string(),
  state: StepState,
  attempt: z.number().int(),
  ms: z.number().optional(),
  problem: Problem.optional(),
  /** It failed and will be tried again. */
  again: z.boolean().optional(),
})
export type StepEvent = z.infer<typeof StepEvent>

export const PhaseEvent = z.object({
  ...base,
  kind: z.literal('phase'),
  phase: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  ms: z.number().optional(),
})
export type PhaseEvent = z.infer<typeof PhaseEvent>

export const RunEvent = z.object({
  ...base,
  kind: z.literal('run'),
  state: RunState,
  problem: Problem.optional(),
})
export type RunEvent = z.infer<typeof RunEvent>

/** A preflight's progress on one host (or between hosts, under SITE_WIDE). */
export const HostEvent = z.object({
  ...base,
  kind: z.literal('host'),
  host: z.string(),
  state: z.enum(['waiting', 'connecting', 'probing', 'judged', 'failed']),
  problem: Problem.optional(),
  verdicts: z.array(Verdict),
  /** How many active checks were announced for this host, and of how many the verdict is known. */
  active: z.object({ done: z.int(), all: z.int() }).optional(),
})
export type HostEvent = z.infer<typeof HostEvent>

/** What is known between hosts while a preflight runs: first its hosts and ports, then the pairs of one sender at a time. */
export const MeshEvent = z.object({ ...base, kind: z.literal('mesh'), mesh: Mesh })
export type MeshEvent = z.infer<typeof MeshEvent>

export const JournalEvent = z.discriminatedUnion('kind', [
  LogEvent,
  StepEvent,
  PhaseEvent,
  RunEvent,
  HostEvent,
  MeshEvent,
])
export type JournalEvent = z.infer<typeof JournalEvent>

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never
/** An event before the journal gave it its number and time. */
export type NewEvent = DistributiveOmit<JournalEvent, 'n' | 'at'>

/** The number behind the last line of `event`: where a reader goes on. */
export function nextNumber(event: JournalEvent): number {
  return event.n + (event.kind === 'log' ? event.lines : 1)
}
