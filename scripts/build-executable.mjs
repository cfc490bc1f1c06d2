// `npm run build:executable [-- --arch x64|arm64]`: the command and the console in one file, dist/astrago-linux-ARCH.
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { nodeFor } from './executable/node-binary.mjs'
import { ROOT } from './lib/run.mjs'
import { setUp } from './lib/setup.mjs'
import { hashOf, isDone, markDone } from './lib/stamps.mjs'

const ARCHS = ['x64', 'arm64']
const INPUTS = ['apps', 'packages', 'prisma', 'scripts', 'package.json', 'pnpm-lock.yaml', 'tsconfig.base.json']

const { values } = parseArgs({ options: { arch: { type: 'string', default: 'x64' } } })
if (!ARCHS.includes(values.arch)) {
  process.stderr.write(`--arch: ${ARCHS.join(' or ')}\n`)
  process.exit(2)
}
try {
  await setUp(['packages', 'database', 'web'])
  const target = join(ROOT, `dist/astrago-linux-${values.arch}`)
  const [step, hash] = [`executable ${values.arch}`, hashOf(INPUTS)]
  if (!isDone(step, hash) || !existsSync(target)) {
    await build(values.arch, target)
    markDone(step, hash)
  }
  process.stdout.write(`${target} (${(statSync(target).size / 2 ** 20).toFixed(0)} MiB)\n`)
} catch (error) {
  process.stderr.write(`${error.stack ?? error}\n`)
  process.exit(1)
}

async function build(arch, target) {
  // What they need is installed only now.
  const { bundle } = await import('./executable/bundle.mjs')
  const { makeExecutable } = await import('./executable/inject.mjs')
  const work = join(ROOT, '.cache/executable', arch)
  const program = join(work, 'program')
  rmSync(work, { recursive: true, force: true })
  mkdirSync(work, { recursive: true })
  await bundle(program, arch)
  await makeExecutable({ program, node: await nodeFor(arch), work, target })
}
