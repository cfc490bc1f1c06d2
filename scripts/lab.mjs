// The lab by hand: npm run -s lab -- up 3. See e2e/lab/README.md.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fromRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const pinned = fromRoot('node_modules/.bin/node')

if (!existsSync(pinned)) {
  console.error('lab: the dependencies are not installed yet; run: npm run setup')
  process.exit(1)
}
const { status } = spawnSync(pinned, [fromRoot('e2e/lab/src/main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
process.exit(status ?? 1)
