import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FactsFile } from '@astrago/preflight'
import { astrago } from './testing.ts'

export type OwnPreflight = Awaited<ReturnType<typeof ownPreflight>>

/** A preflight of this very machine, its facts in a folder for what a test writes. */
export async function ownPreflight() {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-preflight-'))
  const at = (name: string): string => join(folder, name)
  const facts = at('facts.json')
  const first = await astrago(['preflight', '--facts', facts, '--output', 'json'])
  const readFacts = (path = facts): FactsFile => JSON.parse(readFileSync(path, 'utf8'))
  return {
    folder,
    at,
    facts,
    /** What the command said. */
    first,
    readFacts,
    /** Facts made from those of this machine. */
    changedFacts(name: string, change: (file: FactsFile) => void): string {
      const file = readFacts()
      change(file)
      writeFileSync(at(name), JSON.stringify(file))
      return at(name)
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
