import { describe, expect, test } from 'vitest'
import { FIXTURES, findings, findingsOf } from '../test/judged.ts'
import { type Random, randomOf, shuffled } from '../test/random.ts'
import { type Given, judgeInputOf } from './checks/cases/given.ts'
import { CASES } from './checks/cases/index.ts'
import type { HostRecord } from './facts/schema.ts'
import { fixture } from './fixture.ts'
import type { JudgeInput } from './judge.ts'

const ROUNDS = 5

/** Sections in which a line stands for itself: a shell or a kernel may name them in any order. */
const SETS = [
  'commands',
  'processes',
  'system',
  'units',
  'leftovers',
  'modules',
  'packages',
  'kernel-options',
  'environment',
  'attributes',
  'filesystems',
  'stat',
  'listeners',
  'owners',
  'volumes',
  'nics',
]
/** Sections of many files: any file may come first, but the lines of one keep their order. */
const FILES = ['files', 'config', 'netconfig', 'repositories']

const pathOf = (line: string): string => /^(\/[^:]*):/.exec(line)?.[1] ?? ''

function turn(name: string, lines: readonly string[], random: Random): string[] {
  if (SETS.includes(name)) return shuffled(lines, random)
  if (!FILES.includes(name)) return [...lines]
  return shuffled([...Map.groupBy(lines, pathOf).values()], random).flat()
}

/** The same answer by a host that names everything in another order. */
function turned(text: string, random: Random): string {
  const end = text.lastIndexOf('\n@end ')
  const [first = '', ...others] = text.slice(0, end).split(/\n(?=@)/)
  const sections = others.map((section) => {
    const [head = '', ...lines] = section.split('\n')
    const notes = lines.filter((line) => line.startsWith('!'))
    const said = lines.filter((line) => !line.startsWith('!'))
    return [head, ...turn(head.slice(1), said, random), ...notes].join('\n')
  })
  return [first, ...shuffled(sections, random)].join('\n') + text.slice(end)
}

describe('the order in which a host says things', () => {
  test.each(FIXTURES)('changes no finding of %s', (name) => {
    const said = fixture(name)
    const wanted = findingsOf(said)
    for (let round = 1; round <= ROUNDS; round++) {
      const other = turned(said, randomOf(round * 7919))
      expect(other).not.toBe(said)
      expect(findingsOf(other), `round ${round}`).toEqual(wanted)
    }
  })

  /** Lists whose order says something: what is mounted over what, which line of a file counts, whom to ask first. */
  const ORDERED = ['mounts', 'sysctlFiles', 'hostsFile', 'dns', 'searchPath', 'bootOptions', 'kernelLog', 'trust']

  function mixed(value: unknown, random: Random): unknown {
    if (Array.isArray(value))
      return shuffled(
        value.map((each) => mixed(each, random)),
        random,
      )
    if (value === null || typeof value !== 'object') return value
    const entries = Object.entries(value).map(([key, inner]) => [
      key,
      ORDERED.includes(key) ? inner : mixed(inner, random),
    ])
    return Object.fromEntries(shuffled(entries, random))
  }

  function mixedInput(input: JudgeInput, random: Random): JudgeInput {
    const records = [...input.records].map(([name, record]): [string, HostRecord] => [
      name,
      { ...record, facts: mixed(record.facts, random) as HostRecord['facts'] },
    ])
    const { nodes, reach, links } = input
    return {
      ...input,
      nodes: shuffled(nodes, random),
      records: new Map(shuffled(records, random)),
      reach: shuffled(reach, random),
      links: shuffled(links, random),
    }
  }

  const ALL = Object.entries(CASES).flatMap(([check, outcomes]) =>
    Object.entries(outcomes).map(([outcome, given]): [string, string, Given] => [check, outcome, given]),
  )
  test.each(ALL)('changes no finding where %s is %s', (_, outcome, given) => {
    const input = judgeInputOf(given)
    expect(findings(mixedInput(input, randomOf(7919 + outcome.length)))).toEqual(findings(input))
  })
})
