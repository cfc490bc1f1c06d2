// Ends with 0 when this machine can carry lab hosts, else with 1 and the reason on standard output.
import { canRun } from './guard.ts'

const able = await canRun()
if (!able.ok) process.stdout.write(`${able.reason}\n`)
process.exit(able.ok ? 0 : 1)
