import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks again and again until the answer is not undefined.
 * @returns the answer, or undefined when `limitMs` has passed; one last question is asked at the end.
 * @throws the signal's reason when it is aborted.
 */
export async function waitFor<T>(
  question: () => Promise<T | undefined>,
  { limitMs, pollMs, signal }: { limitMs: number; pollMs: number; signal: AbortSignal },
): Promise<T | undefined> {
  const deadline = performance.now() + limitMs
  for (;;) {
    signal.throwIfAborted()
    const last = performance.now() >= deadline
    const answer = await question()
    if (answer !== undefined || last) return answer
    await sleep(Math.max(0, Math.min(pollMs, deadline - performance.now())), undefined, { signal })
  }
}
