import { isAppError, type Problem, toProblem } from '@astrago/contracts'
import type { Host, RunResult } from '@astrago/hosts'
import { parseFacts } from './facts/parse.ts'
import { type Access, absentFacts, type Facts, type HostRecord } from './facts/schema.ts'
import { PROBE_SCRIPT } from './probe/script.ts'

const PROBE_TIMEOUT_MS = 20_000
const MAX_BYTES = 4 * 1024 * 1024

type Answer = { result: RunResult; sudoProblem: Problem | null }

/** Runs the probe as root, or as the login user where sudo does not work. */
async function runProbe(host: Host, signal: AbortSignal): Promise<Answer> {
  const options = { stdin: PROBE_SCRIPT, timeoutMs: PROBE_TIMEOUT_MS, maxBytes: MAX_BYTES, signal }
  try {
    return { result: await host.run('sh -s', { ...options, sudo: true }), sudoProblem: null }
  } catch (error) {
    if (!isAppError(error) || error.code !== 'HOST_SUDO_FAILED') throw error
    return { result: await host.run('sh -s', options), sudoProblem: error.toProblem() }
  }
}

/** Whether the probe ran as root: by its own word, or where that cannot be read, because sudo did not refuse. */
function isRoot({ session }: Facts, sudoProblem: Problem | null): boolean {
  return 'value' in session ? session.value.uid === 0 : sudoProblem === null
}

/** One SSH channel, one answer, parsed. Throws what `Host.run` throws. */
export async function probeHost(host: Host, transport: Access['transport'], signal: AbortSignal): Promise<HostRecord> {
  const sentAt = Date.now()
  const { result, sudoProblem } = await runProbe(host, signal)
  const receivedAt = Date.now()
  const { facts } = parseFacts(result.stdout)
  const root = isRoot(facts, sudoProblem)
  const access = { transport, connected: true, problem: null, root, sudoProblem, sentAt, receivedAt }
  return { host: host.name, access, facts }
}

/** The record of a host that could not be reached or broke off. */
export function unreachedHost(name: string, transport: Access['transport'], error: unknown): HostRecord {
  const now = Date.now()
  const problem = toProblem(error)
  const access = { transport, connected: false, problem, root: false, sudoProblem: null, sentAt: now, receivedAt: now }
  return { host: name, access, facts: absentFacts('host-unreachable') }
}
