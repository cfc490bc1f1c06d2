export type DiffLine = { n: number; sign: '+' | '-' | ' '; text: string }

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'))

/**
 * The lines of `before` and `after` as a diff: what is common at both ends stays, the rest is taken out and put in. The
 * files of a plan are short and changed in one place, where this is the shortest diff too.
 */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  let head = 0
  while (head < Math.min(old.length, fresh.length) && old[head] === fresh[head]) head += 1
  let tail = 0
  while (tail < Math.min(old.length, fresh.length) - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1
  const kept = (text: string) => ({ sign: ' ' as const, text })
  return [
    ...old.slice(0, head).map(kept),
    ...old.slice(head, old.length - tail).map((text) => ({ sign: '-' as const, text })),
    ...fresh.slice(head, fresh.length - tail).map((text) => ({ sign: '+' as const, text })),
    ...old.slice(old.length - tail).map(kept),
  ].map((line, n) => ({ ...line, n }))
}
