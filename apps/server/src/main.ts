import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before anything else is loaded: parsed modules are kept on disk, which makes the next start quick. Not in the default
// folder below /tmp, which another user of the machine may have filled before.
enableCompileCache(join(import.meta.dirname, '../../../.cache/compiled'))

const { runConsole } = await import('./console.ts')
process.exitCode = await runConsole({
  args: process.argv.slice(2),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
