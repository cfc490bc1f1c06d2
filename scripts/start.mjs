// `npm start`: sets up what is missing, then runs the console.
import { join } from 'node:path'
import { pinnedNode, ROOT, run } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'

try {
  await setUp(['packages', 'database', 'web'])
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const { code } = await run(pinnedNode(), [join(ROOT, 'apps/server/src/main.ts'), ...process.argv.slice(2)])
process.exit(code)
