import { enableCompileCache } from 'node:module'

// Before anything else is loaded: parsed modules are kept on disk, which makes the next start quick.
enableCompileCache()

const { runConsole } = await import('./console.ts')
process.exitCode = await runConsole({
  args: process.argv.slice(2),
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
