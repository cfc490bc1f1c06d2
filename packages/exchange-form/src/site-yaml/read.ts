import { Distribution, Profile, SiteName } from '@astrago/contracts'
import { type Document, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { SECTION_IDS } from '../sections.ts'
import type { Draft } from '../spec.ts'
import { Reader, type SiteYamlProblem, type Spot } from './reader.ts'
import { readSection } from './section.ts'
import { API_VERSION, KIND, type SiteHead } from './write.ts'

export type SiteYaml = {
  /** Null when the name, profile or distribution is missing or wrong. */
  site: SiteHead | null
  /** Of the right shape; whether they keep to the rules is for `validate` to say. */
  answers: Draft
  /** What is wrong with the document itself; empty when it was understood completely. */
  problems: SiteYamlProblem[]
  /** Line of each value by its path (`network.vip`, `resources.nodes.0.address`), to place the problems of `validate`. */
  lines: Readonly<Record<string, number>>
}

const MAX_LENGTH = 1_000_000

/** Reads a site.yaml. Bad input is answered with problems, never thrown; a secret in plain text is refused and not kept. */
export function fromSiteYaml(text: string): SiteYaml {
  const counter = new LineCounter()
  const reader = new Reader(counter)
  const top = { path: '', node: undefined, line: 1 }
  if (text.length > MAX_LENGTH) {
    reader.report(top, 'tooLong')
    return nothing(reader)
  }
  const document = parsed(text, counter)
  if (!document) {
    reader.report(top, 'tooDeep')
    return nothing(reader)
  }
  if (document.errors.length) {
    for (const { code, pos } of document.errors)
      reader.report({ ...top, line: reader.lineAt(pos[0]) }, 'syntax', { code })
    return nothing(reader)
  }
  return readSite(reader, { ...top, node: document.contents })
}

const nothing = ({ problems }: Reader): SiteYaml => ({ site: null, answers: {}, problems, lines: {} })

/** Every scalar stays the text it is written as: `010` is a telephone number until its field says otherwise. */
function parsed(text: string, lineCounter: LineCounter): Document | undefined {
  try {
    return parseDocument(text, { lineCounter, schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
  } catch (cause) {
    if (cause instanceof RangeError) return undefined
    throw cause
  }
}

function readSite(reader: Reader, top: Spot): SiteYaml {
  const root = reader.map(top, ['apiVersion', 'kind', 'metadata', 'spec'])
  const absent = (path: string, parent: Spot = top): Spot => ({ path, node: undefined, line: parent.line })
  expect(reader, root.get('apiVersion') ?? absent('apiVersion'), API_VERSION, 'apiVersion')
  expect(reader, root.get('kind') ?? absent('kind'), KIND, 'kind')
  const metadata = root.get('metadata') ?? absent('metadata')
  const spec = root.get('spec') ?? absent('spec')
  const name = reader.map(metadata, ['name']).get('name') ?? absent('metadata.name', metadata)
  const entries = reader.map(spec, ['profile', 'distribution', ...SECTION_IDS])
  const head = {
    name: readName(reader, name),
    profile: readEnum(reader, entries.get('profile') ?? absent('spec.profile', spec), Profile),
    distribution: readEnum(reader, entries.get('distribution') ?? absent('spec.distribution', spec), Distribution),
  }
  const values = SECTION_IDS.flatMap((section) => {
    const spot = entries.get(section)
    return spot ? readSection(reader, section, { ...spot, path: section }) : []
  })
  return {
    site: isComplete(head) ? head : null,
    answers: Object.fromEntries(values.flatMap(({ id, value }) => (value === undefined ? [] : [[id, value]]))),
    problems: reader.problems.sort((a, b) => a.line - b.line),
    lines: Object.fromEntries(values.flatMap(({ lines }) => lines)),
  }
}

const isComplete = (head: { [K in keyof SiteHead]: SiteHead[K] | undefined }): head is SiteHead =>
  Object.values(head).every((value) => value !== undefined)

function expect(reader: Reader, spot: Spot, wanted: string, text: 'apiVersion' | 'kind'): void {
  const found = reader.text(spot)
  if (found !== wanted) reader.report(spot, text, { wanted })
}

function readName(reader: Reader, spot: Spot): string | undefined {
  const name = SiteName.safeParse(reader.text(spot)).data
  if (name === undefined) reader.report(spot, 'siteName')
  return name
}

function readEnum<T extends Record<string, string>>(
  reader: Reader,
  spot: Spot,
  values: z.ZodEnum<T>,
): T[keyof T] | undefined {
  const value = values.safeParse(reader.text(spot)).data
  if (value === undefined) reader.report(spot, 'choice', { values: values.options.join(', ') })
  return value
}
