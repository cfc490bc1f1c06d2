// `npm run -s bench -- [name ...] --json`: measurements; one JSON object on standard output, progress on standard error.
import { join } from 'node:path'
import { ANSIBLE, ensureDebianPackages } from './lib/debian.mjs'
import { pinnedNode, ROOT, run } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'

await ensureDebianPackages([ANSIBLE])
await setUp(['packages', 'database', 'web'])
const { code } = await run(pinnedNode(), [join(ROOT, 'e2e/bench/src/main.ts'), ...process.argv.slice(2)])
process.exit(code)
