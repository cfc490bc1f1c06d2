import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'

// Before anything else is loaded: parsed modules are kept on disk, which makes the next start quick. Not in the default
// folder below /tmp, which another user of the machine may have filled before.
enableCompileCache(join(import.meta.dirname, '../../../.cache/compiled'))

// What loading leaves behind makes V8 grow the space for young objects to its largest, and an idle console never gives
// that back: it grows from here on, by work.
setFlagsFromString('--semi-space-growth-factor=1')
const { runConsole } = await import('./console.ts')
setFlagsFromString('--semi-space-growth-factor=2')

process.exitCode = await runConsole({
  program: 'npm start --',
  command: 'npm run -s astrago --',
  args: process.argv.slice(2),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
