import { isAppError, type Problem, toProblem } from '@astrago/contracts'
import type { Host, RunResult } from '@astrago/hosts'
import { parseFacts } from './facts/parse.ts'
import { type Access, absentFacts, type Facts, type HostRecord } from './facts/schema.ts'
import { CAREFUL_PROBE_SCRIPT, PROBE_SCRIPT } from './probe/script.ts'

const PROBE_TIMEOUT_MS = 10_000
const CAREFUL_TIMEOUT_MS = 26_000
const MAX_BYTES = 4 * 1024 * 1024

/** `sentAt`, `receivedAt`: when the script that answered was sent, and answered. Milliseconds since 1970. */
type Answer = { result: RunResult; sudoProblem: Problem | null; sentAt: number; receivedAt: number }

/** Runs a probe as root, or as the login user where sudo does not work. */
async function runScript(host: Host, stdin: string, timeoutMs: number, signal: AbortSignal): Promise<Answer> {
  const run = async (sudo: boolean, sudoProblem: Problem | null): Promise<Answer> => {
    const sentAt = Date.now()
    const result = await host.run('sh -s', { stdin, timeoutMs, maxBytes: MAX_BYTES, signal, sudo })
    return { result, sudoProblem, sentAt, receivedAt: Date.now() }
  }
  try {
    return await run(true, null)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'HOST_SUDO_FAILED') throw error
    return run(false, error.toProblem())
  }
}

/** Where something hangs, the probe is run again with a limit for each command. */
async function runProbe(host: Host, signal: AbortSignal): Promise<Answer> {
  try {
    return await runScript(host, PROBE_SCRIPT, PROBE_TIMEOUT_MS, signal)
  } catch (error) {
    if (!isAppError(error) || error.code !== 'HOST_TIMEOUT') throw error
    return runScript(host, CAREFUL_PROBE_SCRIPT, CAREFUL_TIMEOUT_MS, signal)
  }
}

/** Whether the probe ran as root: by its own word, or where that cannot be read, because sudo did not refuse. */
function isRoot({ session }: Facts, sudoProblem: Problem | null): boolean {
  return 'value' in session ? session.value.uid === 0 : sudoProblem === null
}

/** One SSH channel, one answer, parsed. Throws what `Host.run` throws. */
export async function probeHost(host: Host, transport: Access['transport'], signal: AbortSignal): Promise<HostRecord> {
  const { result, ...answer } = await runProbe(host, signal)
  const { facts } = parseFacts(result.stdout)
  const root = isRoot(facts, answer.sudoProblem)
  const access = { transport, connected: true, problem: null, root, ...answer }
  return { host: host.name, access, facts }
}

/** The record of a host that could not be reached or broke off. */
export function unreachedHost(name: string, transport: Access['transport'], error: unknown): HostRecord {
  const now = Date.now()
  const problem = toProblem(error)
  const access = { transport, connected: false, problem, root: false, sudoProblem: null, sentAt: now, receivedAt: now }
  return { host: name, access, facts: absentFacts('host-unreachable') }
}
