/** Words of these characters alone mean themselves everywhere in a command. `=` and `~` do not. */
const PLAIN = /^[\w@%+:,./-]+$/
/** `2` before `>` names a descriptor, so digits are quoted too. */
const DIGITS = /^\d+$/
/** Reserved words of POSIX (XCU 2.4) and those that bash and ksh add. */
const RESERVED = new Set(
  'case coproc do done elif else esac fi for function if in select then time until while'.split(' '),
)

/**
 * `word` as one word of a POSIX shell command, whatever it holds (XCU 2.2.2: between single quotes every character
 * means itself). The only function of the product that does this.
 * @throws TypeError on a NUL byte, which no argument can hold.
 */
export function quote(word: string): string {
  if (word.includes('\0')) throw new TypeError('a shell word cannot hold a NUL byte')
  if (PLAIN.test(word) && !DIGITS.test(word) && !RESERVED.has(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** A program and its arguments as one shell command. */
export function commandLine(words: readonly string[]): string {
  return words.map(quote).join(' ')
}
