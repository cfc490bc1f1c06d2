// `npm run check`: types, lint and unit tests; what one runs before every commit.
import { setUp } from './lib/setup.mjs'
import { command, runSuites, vitest } from './lib/suites.mjs'

await setUp(['packages', 'database'])
process.exit(
  await runSuites(
    [
      { name: 'types', run: () => command('npm', ['run', '-s', 'types']) },
      { name: 'lint', run: () => command('npm', ['run', '-s', 'lint']) },
      { name: 'unit', run: () => vitest('unit') },
    ],
    { ci: false },
  ),
)
