import type { Host } from '@astrago/hosts'
import { keyOf, ReachRow, type ReachTarget, rowOf } from './plan.ts'
import { attemptScript, isPlain, lineOf } from './tools/attempt-script.ts'

const TIMEOUT_MS = 60_000
/** Begins every datagram, before the sender's name, the port and the size: whoever finds one in a log knows whose it is. */
export const MARK = 'astrago-preflight'

const ANSWER = /^((?:tcp|udp) \S+ \d+ \d+) (open|refused|timeout|no-route|unknown-name|no-tool) (\d+(?:\.\d+)?)$/

/**
 * What the script wrote, as rows. Only its own word says that the sender has no tool; where the script is not heard at all,
 * or says nothing of a target, nothing is known of it.
 */
export function readAttempts(output: string, targets: readonly ReachTarget[]): ReachRow[] {
  const word = /^via (python3|bash|nc|curl|none)$/m.exec(output)?.[1]
  const tool = word === 'none' ? undefined : word
  const answers = new Map(
    output.split('\n').flatMap((text): [string, { result: string; ms: number }][] => {
      const [, line = '', result = '', ms] = ANSWER.exec(text) ?? []
      return line ? [[line, { result, ms: Number(ms) }]] : []
    }),
  )
  return targets.map((target) => {
    const answer = answers.get(lineOf(target)) ?? { result: word === 'none' ? 'no-tool' : 'lost', ms: 0 }
    return ReachRow.parse({ ...target, ...answer, via: tool })
  })
}

/**
 * Tries targets with what the sender has: python3, bash, nc or curl, as its login user. Nothing is left behind and nothing
 * is opened on the target. Never throws: when the sender breaks off its rows are `lost`.
 */
export async function runAttempts(
  host: Host,
  targets: readonly ReachTarget[],
  { signal }: { signal?: AbortSignal } = {},
): Promise<ReachRow[]> {
  const mark = `${MARK} ${host.name}`
  const good = targets.filter(({ address }) => isPlain(address))
  if (good.length === 0) return targets.map((target) => rowOf(target, 'unknown-name'))
  const run = { stdin: attemptScript(good, mark), timeoutMs: TIMEOUT_MS, ...(signal ? { signal } : {}) }
  const rows = await host.run('sh -s', run).then(
    ({ stdout }) => readAttempts(stdout, good),
    () => good.map((target) => rowOf(target, 'lost')),
  )
  const tried = new Map(rows.map((row) => [keyOf(row), row]))
  return targets.map((target) => tried.get(keyOf(target)) ?? rowOf(target, 'unknown-name'))
}
