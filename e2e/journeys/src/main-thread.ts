import type { Page } from '@playwright/test'

type TraceEvent = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } }

/**
 * The longest that the page's own thread was busy without a pause during `work`, in milliseconds of processor time: unlike
 * the clock it does not count what other programs of a busy machine take. What finds elements by role or words, or traces
 * the journey, does so in the page's own time: `work` finds its elements by selectors. @throws Error when nothing was recorded
 */
export async function longestTask(page: Page, work: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser of its own')
  await browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] })
  await work()
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] }
  const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(key),
  )
  const tasks = traceEvents.filter((event) => /RunTask/.test(event.name) && main.has(key(event)))
  const times = tasks.flatMap(({ tdur }) => tdur ?? [])
  if (times.length === 0) throw new Error('no task of the page was recorded')
  return Math.max(...times) / 1000
}
