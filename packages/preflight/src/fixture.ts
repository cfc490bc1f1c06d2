import { readFileSync } from 'node:fs'

/**
 * An answer of the probe from the folder `fixtures`. The lines before it, which say whether it was recorded or written
 * by hand and from what, are left out.
 */
export function fixture(name: string): string {
  const text = readFileSync(new URL(`../fixtures/${name}.txt`, import.meta.url), 'utf8')
  return text.slice(text.search(/^@probe$/m))
}
