import { harmless } from './harmless.ts'
import { Reason } from './reason.ts'

const MAX_CHARACTERS = 4 * 1024 * 1024

/** The answer of a probe cut into its sections, not yet understood. */
export type Raw = {
  /** Whether the end marker is there and its count is right. */
  complete: boolean
  /** What came before the probe's own answer: a login profile may print. */
  noise: string
  lines(section: string): readonly string[]
  /** Null when the section is there without complaint. */
  problem(section: string): Reason | null
  /** The lines of a file of the sections that WITH_FILES names. */
  file(path: string): readonly string[]
  /** The files whose path matches, in the order they came. */
  files(pattern: RegExp): readonly [path: string, lines: readonly string[]][]
  /** Value of `key=value` in a section. */
  value(section: string, key: string): string | null
  values(section: string, key: string): string[]
}

type Section = { lines: string[]; problem: Reason | null }

const WITH_FILES = ['files', 'mounts', 'config', 'netconfig', 'repositories', 'gpu']
const PATH_AND_LINE =
  /^(\/proc\/driver\/nvidia\/gpus\/[^/]+\/information|\/sys\/bus\/pci\/devices\/[^/]+\/\w+|\/[^:]*):(.*)$/

function reasonOf(word: string | undefined): Reason | null {
  const reason = Reason.safeParse(word)
  return reason.success ? reason.data : null
}

function splitSections(text: string): Map<string, Section> {
  const sections = new Map<string, Section>()
  let current: Section = { lines: [], problem: null }
  for (const line of text.split('\n')) {
    if (line.startsWith('@')) {
      current = sections.get(line.slice(1)) ?? { lines: [], problem: null }
      sections.set(line.slice(1), current)
    } else if (line.startsWith('!')) {
      const [name = '', word] = line.slice(1).split(' ')
      const section = sections.get(name)
      if (section) section.problem = reasonOf(word)
    } else if (line !== '') current.lines.push(line)
  }
  return sections
}

function collectFiles(sections: Map<string, Section>): Map<string, string[]> {
  const files = new Map<string, string[]>()
  for (const line of WITH_FILES.flatMap((name) => sections.get(name)?.lines ?? [])) {
    const [, path, content] = PATH_AND_LINE.exec(line) ?? []
    if (path === undefined || content === undefined) continue
    const lines = files.get(path)
    if (lines) lines.push(content)
    else files.set(path, [content])
  }
  return files
}

/** The probe's own part of the answer: a login profile may print before and after it. */
function cutOut(text: string): { noise: string; body: string; complete: boolean } {
  const begin = Math.max(0, text.search(/^@probe$/m))
  const noise = text.slice(0, begin).trim()
  const end = text.lastIndexOf('\n@end ')
  if (end < begin) return { noise, body: text.slice(begin), complete: false }
  const body = text.slice(begin, end)
  return { noise, body, complete: Number(/^\d+$/m.exec(text.slice(end + '\n@end '.length))?.[0]) === body.length }
}

/** Never throws, whatever the text is. */
export function readRaw(answer: string): Raw {
  const { noise, body, complete } = cutOut(answer.slice(0, MAX_CHARACTERS))
  const sections = splitSections(harmless(body))
  const files = collectFiles(sections)
  const everyFile = [...files]
  const names = [...sections.keys()]
  const last = names.at(-1)

  const lines = (section: string): readonly string[] => sections.get(section)?.lines ?? []
  const values = (section: string, key: string): string[] =>
    lines(section)
      .filter((line) => line.startsWith(`${key}=`))
      .map((line) => line.slice(key.length + 1))
  return {
    complete,
    noise,
    lines,
    problem(section) {
      const found = sections.get(section)
      if (!complete && (!found || section === last)) return 'cut-off'
      return found ? found.problem : 'not-collected'
    },
    file: (path) => files.get(path) ?? [],
    files: (pattern) => everyFile.filter((file) => pattern.test(file[0])),
    value: (section, key) => values(section, key)[0] ?? null,
    values,
  }
}
