import PQueue from 'p-queue'
import type { Action } from '../action.ts'

/** One lane per host, so that hosts work side by side; with a concurrency of 1 a single lane in the order of the list. */
export function lanesOf<A extends Pick<Action, 'host'>>(actions: readonly A[], concurrency: number): A[][] {
  if (concurrency === 1) return [[...actions]]
  return [...Map.groupBy(actions, ({ host }) => host).values()]
}

/**
 * Works through the lanes, up to `concurrency` at once and each in order. When `work` throws, what is under way on the
 * others still ends, nothing new begins, and the first error is thrown.
 */
export async function runLanes<A>(
  lanes: readonly (readonly A[])[],
  concurrency: number,
  work: (item: A) => Promise<void>,
): Promise<void> {
  const queue = new PQueue({ concurrency })
  const failures: unknown[] = []
  const runLane = async (lane: readonly A[]): Promise<void> => {
    for (const item of lane) {
      if (failures.length > 0) return
      await work(item).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(lanes.map((lane) => queue.add(() => runLane(lane))))
  if (failures.length > 0) throw failures[0]
}
