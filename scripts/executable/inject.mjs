// One file out of Node and a bundled program: a single executable application.
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { inject } from 'postject'
import { COMMAND_FLAGS, pinnedNode, ROOT, run } from '../lib/run.mjs'

/** Node's own, by which it finds what was put into it. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2'

/**
 * @param program the folder made by `bundle`
 * @param node the Node binary to copy, of the same version as the one that runs this
 * @param target the file to write
 */
export async function makeExecutable({ program, node, work, target }) {
  const files = filesOf(program)
  const manifest = join(work, 'manifest.json')
  const addon = files.find((name) => /linux-\w+-\w+\.node$/.test(name))
  writeFileSync(manifest, JSON.stringify({ id: hashOf(program, files), addon }))
  const config = join(work, 'sea.json')
  const assets = Object.fromEntries(files.map((name) => [`program/${name}`, join(program, name)]))
  writeFileSync(
    config,
    JSON.stringify({
      main: join(ROOT, 'scripts/executable/boot.cjs'),
      output: join(work, 'sea.blob'),
      disableExperimentalSEAWarning: true,
      execArgv: COMMAND_FLAGS,
      // NODE_OPTIONS of the machine are meant for other programs: they could break this one, or load code into it.
      execArgvExtension: 'none',
      assets: { ...assets, 'manifest.json': manifest },
    }),
  )
  const { code, output } = await run(pinnedNode(), ['--experimental-sea-config', config], { quiet: true })
  if (code !== 0) throw new Error(output)
  mkdirSync(join(target, '..'), { recursive: true })
  copyFileSync(node, target)
  await inject(target, 'NODE_SEA_BLOB', readFileSync(join(work, 'sea.blob')), { sentinelFuse: FUSE })
  chmodSync(target, 0o755)
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
}

/** Names the folder that the program is unpacked into: another content, another folder. */
function hashOf(folder, files) {
  const hash = createHash('sha256')
  for (const name of files)
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(folder, name)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}
