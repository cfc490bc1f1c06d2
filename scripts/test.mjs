// `npm test`: everything. What cannot run on this machine is listed with its reason; CI=true makes that a failure.
import { ensureDebianPackages } from './lib/debian.mjs'
import { setUp } from './lib/setup.mjs'
import { command, playwright, runSuites, vitest, whatLabLacks } from './lib/suites.mjs'

const missing = await ensureDebianPackages()
await setUp(['packages', 'database', 'web'])
const needs = missing.length > 0 ? missing : await whatLabLacks()
process.exit(
  await runSuites(
    [
      { name: 'types', run: () => command('npm', ['run', '-s', 'types']) },
      { name: 'lint', run: () => command('npm', ['run', '-s', 'lint']) },
      { name: 'unit', run: () => vitest('unit') },
      { name: 'lab', needs, run: () => vitest('lab') },
      { name: 'journeys', needs, run: playwright },
    ],
    { ci: process.env.CI === 'true' },
  ),
)
