import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PLACES } from './places.ts'
import { must } from './system.ts'

/** What was there before an installation, and the way back to it. */
export type Earlier = { putBack: () => void; forget: () => void }

const ROWS = join(PLACES.data, 'console.db')
/** A console that was killed has left its last changes in the -wal. */
const LOG = `${ROWS}-wal`
/** Program and unit are replaced and never written over: another name for the same file keeps them, and takes no space. */
const KEPT = [
  { path: PLACES.program, how: '-al' },
  { path: PLACES.unit, how: '-al' },
  { path: ROWS, how: '-a' },
  { path: LOG, how: '-a' },
].map((file) => ({ ...file, copy: `${file.path}.before` }))
const PARTS = [PLACES.program, PLACES.unit].map((path) => `${path}.new`)

/** Keeps program, unit and rows aside; the service must be stopped. A new version may change the rows when it starts. */
export async function keepEarlier(): Promise<Earlier> {
  forgetAll()
  const there = KEPT.filter(({ path }) => existsSync(path))
  try {
    for (const { path, how, copy } of there) await must('cp', [how, path, copy])
  } catch (error) {
    forgetAll()
    throw error
  }
  return {
    putBack() {
      rmSync(`${ROWS}-shm`, { force: true })
      for (const kept of KEPT) {
        if (there.includes(kept)) renameSync(kept.copy, kept.path)
        else rmSync(kept.path, { force: true })
      }
      forgetAll()
    },
    forget: forgetAll,
  }
}

/** Also what a command that was killed has left. */
export function forgetAll(): void {
  for (const path of [...KEPT.map(({ copy }) => copy), ...PARTS]) rmSync(path, { force: true })
}

/** Puts the running program in its place, in one move; a program that is being run cannot be written over. */
export async function placeProgram(from: string): Promise<void> {
  if (existsSync(PLACES.program) && readFileSync(from).equals(readFileSync(PLACES.program))) return
  const part = `${PLACES.program}.new`
  await must('install', ['-m', '0755', from, part])
  renameSync(part, PLACES.program)
}

/** Readable by all and written by root alone, whatever the umask. */
export function placeUnit(text: string): void {
  const part = `${PLACES.unit}.new`
  writeFileSync(part, text)
  chmodSync(part, 0o644)
  renameSync(part, PLACES.unit)
}
