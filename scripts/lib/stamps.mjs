// A step is done again only when the content of its inputs changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './run.mjs'

const FILE = join(ROOT, '.cache/stamps.json')
/** What a step itself makes would make it look undone; `next-env.d.ts` is written by the build of the web app. */
const MADE = ['node_modules', '.next', 'next-env.d.ts', 'out', 'builds', 'dist', 'generated', '.git', '.cache']
const SKIPPED = new Set(MADE)

/** sha256 over the names and contents of files and folders (relative to the project), tests left out. */
export function hashOf(paths) {
  const hash = createHash('sha256')
  for (const path of paths)
    for (const file of filesOf(path))
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(join(ROOT, file)))
  return hash.digest('hex')
}

function filesOf(path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full, { withFileTypes: true })
    .filter(({ name }) => !SKIPPED.has(name) && !/\.test\.tsx?$|\.tsbuildinfo$/.test(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const child = join(path, entry.name)
      if (entry.isDirectory()) return filesOf(child)
      return entry.isFile() ? [child] : []
    })
}

function readStamps() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'))
  } catch {
    return {}
  }
}

export const isDone = (step, hash) => readStamps()[step] === hash

export function markDone(step, hash) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  writeFileSync(`${FILE}.new`, JSON.stringify({ ...readStamps(), [step]: hash }, null, 2))
  renameSync(`${FILE}.new`, FILE)
}
