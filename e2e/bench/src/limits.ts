type Limit = { most: number } | { below: number } | { least: number }
type Promised = Limit & {
  /** Where it was promised. */
  source: string
}

const QUICK_PREFLIGHT = 'issue 3, proof'
const HOUSE = 'issue 2, done when'

/** What was promised of the figures, by bench and figure. The others are told without a limit. */
const LIMITS: Readonly<Record<string, Readonly<Record<string, Promised>>>> = {
  preflight: {
    vsOpenssh: { most: 1, source: HOUSE },
    vsAnsible: { most: 0.4, source: HOUSE },
  },
  'preflight-100': {
    vsEmptySsh: { most: 1.3, source: QUICK_PREFLIGHT },
    controllerCpu: { most: 1, source: QUICK_PREFLIGHT },
    vsPlaybook: { most: 0.05, source: QUICK_PREFLIGHT },
    rssMb: { below: 250, source: QUICK_PREFLIGHT },
  },
  matrix: {
    seconds: { most: 10, source: QUICK_PREFLIGHT },
  },
  log: {
    linesPerSecond: { least: 100_000, source: HOUSE },
    p99Ms: { below: 100, source: HOUSE },
    lost: { most: 0, source: HOUSE },
  },
  start: {
    listenMs: { most: 1500, source: HOUSE },
    rssMb: { below: 200, source: HOUSE },
  },
}

/** Each figure of a bench in a line, with its limit and whether that is met. A figure with a limit that is missing is told, too. */
export function toldFigures(bench: string, figures: Readonly<Record<string, unknown>>): string[] {
  const limits = LIMITS[bench] ?? {}
  const names = new Set([...Object.keys(figures), ...Object.keys(limits)])
  return [...names].map((name) => {
    const [figure, limit] = [figures[name], limits[name]]
    const shown = `${name} ${figure ?? 'not measured'}`
    return limit ? `${shown} (${boundOf(limit)}: ${isMet(limit, figure) ? 'met' : 'NOT MET'}; ${limit.source})` : shown
  })
}

function boundOf(limit: Limit): string {
  if ('most' in limit) return `<= ${limit.most}`
  return 'below' in limit ? `< ${limit.below}` : `>= ${limit.least}`
}

function isMet(limit: Limit, figure: unknown): boolean {
  if (typeof figure !== 'number') return false
  if ('most' in limit) return figure <= limit.most
  return 'below' in limit ? figure < limit.below : figure >= limit.least
}
