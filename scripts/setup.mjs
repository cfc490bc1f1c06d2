// `npm run setup`: everything that start and test would set up, without running them.
import { setUp } from './lib/setup.mjs'

try {
  await setUp(['packages', 'database', 'web'])
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
