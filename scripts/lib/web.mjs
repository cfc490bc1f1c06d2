// The web app is built beside the one that is served: a console that runs goes on with the pages it started with.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, ROOT, run } from './run.mjs'

const APP = join(ROOT, 'apps/web')
const OUT = join(APP, 'out')
const BUILDS = join(APP, 'builds')
/** The new one and that of a console which may still run. */
const KEPT = 2

/** Builds the web app and lets the link `out` name the new build; `options` are those of `run`. @returns exit code and output of the build */
export async function buildWeb(options) {
  // Next empties `out` itself, and would do so through the link.
  rmSync(OUT, { recursive: true, force: true })
  const next = join(APP, 'node_modules/next/dist/bin/next')
  const built = await run(pinnedNode(), [next, 'build'], { ...options, quiet: true, cwd: APP })
  if (built.code === 0 && existsSync(OUT)) publish()
  return built
}

function publish() {
  const name = String(Date.now())
  mkdirSync(BUILDS, { recursive: true })
  renameSync(OUT, join(BUILDS, name))
  symlinkSync(join('builds', name), OUT)
  for (const old of readdirSync(BUILDS).sort().slice(0, -KEPT))
    rmSync(join(BUILDS, old), { recursive: true, force: true })
}
