// `npm run -s astrago -- ARGS`: the command from a checkout.
import { join } from 'node:path'
import { pinnedNode, ROOT, run } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'

try {
  await setUp(['packages', 'database'])
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const { code } = await run(pinnedNode(), [join(ROOT, 'apps/executable/src/main.ts'), ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
})
process.exit(code)
