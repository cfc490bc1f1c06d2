/**
 * `work` for the occasions that come, at most once every `ms`: at once for the first, and once more at the end of the time
 * for those that came meanwhile, so that it always runs behind the last.
 */
export function atMostEvery(ms: number, work: () => void): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsked = false
  const rest = (): void => {
    timer = undefined
    if (isAsked) run()
  }
  const run = (): void => {
    isAsked = false
    timer = setTimeout(rest, ms)
    work()
  }
  return {
    ask: () => {
      if (timer === undefined) run()
      else isAsked = true
    },
    stop: () => clearTimeout(timer),
  }
}
