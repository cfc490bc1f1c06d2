/** What is typed letter by letter stands in letters of one width; words do not. */
export function Example({ text }: { text: string }) {
  return <span className={/^[!-~]+$/.test(text) ? 'font-mono text-ink-2' : 'text-ink-2'}>{text}</span>
}
