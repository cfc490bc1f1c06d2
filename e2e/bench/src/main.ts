import { parseArgs } from 'node:util'
import { benchActive } from './active.ts'
import { toldFigures } from './limits.ts'
import { benchLog } from './log/bench.ts'
import { benchMatrix } from './matrix.ts'
import { benchPreflight } from './preflight/bench.ts'
import { benchPreflight100 } from './preflight-100/bench.ts'
import { benchStart } from './start.ts'

const BENCHES: Record<string, (say: (line: string) => void) => Promise<Record<string, unknown>>> = {
  preflight: benchPreflight,
  'preflight-100': benchPreflight100,
  matrix: benchMatrix,
  active: benchActive,
  log: benchLog,
  start: benchStart,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const names = positionals.length > 0 ? positionals : Object.keys(BENCHES)
const unknown = names.filter((name) => !BENCHES[name])
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}

const results: Record<string, object> = {}
for (const name of names) {
  const say = (line: string): void => console.error(`${name}: ${line}`)
  const bench = BENCHES[name]
  if (!bench) continue
  const figures = await bench(say)
  results[name] = figures
  for (const line of toldFigures(name, figures)) say(line)
}
console.log(JSON.stringify(results, null, values.json ? 0 : 2))
process.exit(0)
