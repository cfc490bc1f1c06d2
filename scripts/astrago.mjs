// `npm run -s astrago -- ARGS`: the command from a checkout.
import { join } from 'node:path'
import { COMMAND_FLAGS, pinnedNode, ROOT, run } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'

try {
  await setUp(['packages', 'database'])
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
const program = join(ROOT, 'apps/executable/src/main.ts')
const { code } = await run(pinnedNode(), [...COMMAND_FLAGS, program, ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
})
process.exit(code)
