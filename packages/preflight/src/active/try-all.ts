import { type CheckId, isAppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { activeFact } from '../check.ts'
import { isAddress } from '../checks/cidr.ts'
import { CHECKS } from '../checks/index.ts'
import type { Reason } from '../facts/reason.ts'
import type { HostRecord } from '../facts/schema.ts'
import type { DeclaredNode, PreflightInput } from '../input.ts'
import { askDns } from './dns.ts'
import { ACTIVE_TASKS, type ActiveFacts, type ActiveTask, evidenceOf } from './evidence.ts'
import { type Looked, type Means, namesOf, tasksOf } from './tasks.ts'

/** However slow everything is that a host asks, it ends then. */
const DEADLINE_MS = 60_000

/** The tasks that some check reads; `only` names the checks, without it all. */
export function wantedTasks(only: readonly CheckId[] | undefined): ReadonlySet<ActiveTask> {
  const infos = CHECKS.map(({ info }) => info).filter(({ id }) => !only || only.includes(id))
  return new Set(ACTIVE_TASKS.filter((task) => infos.some(({ facts }) => facts.includes(activeFact(task)))))
}

type Work = {
  input: PreflightInput
  node: DeclaredNode
  wanted: ReadonlySet<ActiveTask>
  means?: Means
  /** What is known of the host, as far as it was looked at. */
  record?: HostRecord | undefined
  /** Called as each task ends, with what it found. */
  onFound?: (found: ActiveFacts) => void
}

const factsOf = (found: readonly (readonly [ActiveTask, unknown])[]): ActiveFacts => Object.fromEntries(found)

/** The same for a host that could not be asked. */
export function nothingTried({ input, node, wanted }: Work, absent: Reason): ActiveFacts {
  return factsOf(tasksOf(input, node, wanted).map(({ task }) => [task, { absent }]))
}

function reasonOf(error: unknown): Reason {
  if (!isAppError(error)) return 'cut-off'
  if (error.code === 'HOST_SUDO_FAILED') return 'no-root'
  return error.code === 'HOST_TIMEOUT' ? 'timed-out' : 'cut-off'
}

/**
 * The same host, connecting to addresses that its resolver gave before: sshd looks a name up by itself, but stands still
 * meanwhile, and with it everything else that goes over the connection.
 */
function byAddress(host: Host, looked: Looked): Host {
  return {
    ...host,
    async connect(place, port, timeoutMs) {
      const name = isAddress(place) ? null : (await looked)?.names[place]
      if (!name) return host.connect(place, port, timeoutMs)
      const [address] = name.addresses
      if (!address) return { result: name.state === 'none' ? 'unknown-name' : 'timeout' }
      return host.connect(address, port, timeoutMs)
    },
  }
}

/**
 * Lets a host try everything at once that is wanted of it. Never rejects: why nothing was found is said beside each task.
 * When `signal` is aborted, what runs on the host is ended.
 */
export async function tryAll(host: Host, work: Work, signal?: AbortSignal): Promise<ActiveFacts> {
  const deadline = AbortSignal.timeout(DEADLINE_MS)
  const limit = signal ? AbortSignal.any([signal, deadline]) : deadline
  const tasks = tasksOf(work.input, work.node, work.wanted, work.means)
  const question = namesOf(work.input, work.record)
  const looked = tasks.length > 0 && question.names.length > 0 ? askDns(host, question, limit) : Promise.resolve(null)
  looked.catch(() => {})
  const known = byAddress(host, looked)
  const found = tasks.map(async ({ task, ask }) => {
    try {
      const value = await ask(known, limit, looked)
      return [task, value === null ? { absent: 'tool-missing' } : evidenceOf(task, value)] as const
    } catch (error) {
      return [task, { absent: limit.aborted ? 'timed-out' : reasonOf(error) }] as const
    }
  })
  const told = found.map(async (each) => {
    const fact = await each
    work.onFound?.(factsOf([fact]))
    return fact
  })
  return factsOf(await Promise.all(told))
}
