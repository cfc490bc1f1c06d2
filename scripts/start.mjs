// `npm start`: sets up what is missing, then runs the console.
import { join } from 'node:path'
import { pinnedNode, ROOT, run } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'
import { wordsFor } from './lib/words.mjs'

try {
  await setUp(['packages', 'database', 'web'])
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const { code, signal } = await run(pinnedNode(), [join(ROOT, 'apps/server/src/main.ts'), ...process.argv.slice(2)])
// Those that it is stopped with by hand need no words.
if (signal && !['SIGINT', 'SIGTERM', 'SIGHUP'].includes(signal)) process.stderr.write(`${wordsFor().killed(signal)}\n`)
process.exit(code)
