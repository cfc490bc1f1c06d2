import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { PLACES } from './places.ts'
import { must } from './system.ts'

/** What was there before an installation, and the way back to it. */
export type Earlier = { putBack: () => Promise<void>; forget: () => void }

const ROWS = join(PLACES.data, 'console.db')
const COPIES = [
  { path: PLACES.program, copy: `${PLACES.program}.before` },
  { path: PLACES.unit, copy: `${PLACES.unit}.before` },
  { path: ROWS, copy: `${ROWS}.before` },
]

/** Keeps program, unit and rows aside; the service must be stopped. A new version may change the rows when it starts. */
export async function keepEarlier(): Promise<Earlier> {
  const kept = COPIES.filter(({ path }) => existsSync(path))
  for (const { path, copy } of kept) await must('cp', ['-a', path, copy])
  return {
    async putBack() {
      for (const suffix of ['-wal', '-shm']) rmSync(`${ROWS}${suffix}`, { force: true })
      for (const { path, copy } of COPIES) {
        if (existsSync(copy)) renameSync(copy, path)
        else rmSync(path, { force: true })
      }
    },
    forget() {
      for (const { copy } of kept) rmSync(copy, { force: true })
    },
  }
}

/** Puts the running program in its place, in one move; a program that is being run cannot be written over. */
export function placeProgram(from: string): void {
  if (existsSync(PLACES.program) && readFileSync(from).equals(readFileSync(PLACES.program))) return
  const part = `${PLACES.program}.new`
  copyFileSync(from, part)
  renameSync(part, PLACES.program)
}
