/** A text as awk writes it. */
export const awkText = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/**
 * Files of which only a part leaves the host: `way` is the function that reads one (excerpts.ts), `pattern` what it looks
 * for: words, or an expression, for `some_lines` in small letters.
 */
export type Excerpt = { section: string; way: string; pattern?: string; files: readonly string[] }
