// The program as a folder that needs no node_modules: what the executable carries.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../lib/run.mjs'

/** Lies as deep as the sources do, so that paths to the project's own files hold in both. */
const PROGRAM = 'apps/executable/bundle'
/** CommonJS packages in a bundle of modules ask for these. */
const BANNER = `import { createRequire as __createRequire } from 'node:module'
import { dirname as __dirnameOf } from 'node:path'
import { fileURLToPath as __pathOf } from 'node:url'
const require = __createRequire(import.meta.url), __filename = __pathOf(import.meta.url), __dirname = __dirnameOf(__filename)`

/**
 * Bundles program, worker, web app, fonts and migrations into `folder` (made anew).
 * @param arch Node's name of the processor the native addons are for
 */
export async function bundle(folder, arch) {
  rmSync(folder, { recursive: true, force: true })
  const { warnings } = await build({
    absWorkingDir: ROOT,
    entryPoints: { main: 'apps/executable/src/main.ts', 'pdf-worker': 'packages/reports/src/pdf/worker.ts' },
    outdir: join(folder, PROGRAM),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: BANNER },
    // ssh2 does without its addon; one for another processor would not load.
    loader: { '.node': 'copy' },
    plugins: [onlyAddonsFor(arch)],
    logLevel: 'warning',
  })
  if (warnings.length > 0) throw new Error('The bundle has warnings.')
  for (const [from, to] of files()) cpSync(from, join(folder, to), { recursive: true, dereference: true })
  const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version, type: 'module' }))
  writeFileSync(join(folder, 'start.cjs'), `import('./${PROGRAM}/main.js')\n`)
}

const store = createRequire(join(ROOT, 'packages/store/package.json'))

/** The database's prebuilt addon for `arch`; those that were compiled here are left out for another processor. */
const onlyAddonsFor = (arch) => ({
  name: 'addons',
  setup({ onResolve }) {
    onResolve({ filter: /^better-sqlite3$/ }, () => ({ path: store.resolve(`better-sqlite3/linux-${arch}`) }))
    onResolve({ filter: /(sshcrypto|cpufeatures)\.node$/ }, ({ path }) =>
      arch === process.arch && path.includes('sshcrypto') ? undefined : { path, external: true },
    )
  },
})

function files() {
  const fonts = fontFolder()
  const font = (name) => [join(fonts, name), join('fonts', name)]
  return [
    [join(ROOT, 'apps/web/out'), 'apps/web/out'],
    [join(ROOT, 'prisma/migrations'), 'prisma/migrations'],
    font('Pretendard-Regular.ttf'),
    font('Pretendard-SemiBold.ttf'),
  ]
}

function fontFolder() {
  const reports = createRequire(join(ROOT, 'packages/reports/package.json'))
  return join(reports.resolve('pretendard/dist/public/static/alternative/Pretendard-Regular.ttf'), '..')
}
