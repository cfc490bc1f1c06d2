import { describe, expect, test } from 'vitest'
import { FIXTURES, findingsOf, rewritten } from '../test/judged.ts'
import { fixture } from './fixture.ts'

type Shape = { tool: string; section: string; line: (line: string) => string }

/** How other versions of a tool write the same. Real other tools are in the lab: see the fault `busybox-tools`. */
const SHAPES: Shape[] = [
  {
    tool: 'ip of iproute2 5 and later: the metric of an address, and no lifetimes',
    section: 'addresses',
    line: (line) => line.replace(/(inet \S+)/, '$1 metric 100').replace(/\\.*$/, ''),
  },
  {
    tool: 'ip of iproute2 4: fewer blanks before the lifetimes',
    section: 'addresses',
    line: (line) => line.replace(/\\ +/, '\\   '),
  },
  {
    tool: 'nft 0.9: counters in every rule',
    section: 'firewall',
    line: (line) => line.replace(/^(\s+)((?:\S.* )?)(reject|drop|jump|goto)\b/, '$1$2counter packets 12 bytes 800 $3'),
  },
  {
    tool: 'nft 1.0: priorities by name',
    section: 'firewall',
    line: (line) => line.replace(/priority -?\d+/, 'priority filter'),
  },
  {
    tool: 'chronyc 3: numbers of another width',
    section: 'chrony',
    line: (line) => line.replace(/0\.000001/, '-0.000000971').replace(/64\.0/, '1024.9'),
  },
  {
    tool: 'lvs: columns without blanks before them',
    section: 'volumes',
    line: (line) => line.trim(),
  },
  {
    tool: 'lsattr of e2fsprogs 1.44: fewer attributes',
    section: 'attributes',
    line: (line) => line.replace(/^-{6}/, ''),
  },
  {
    tool: 'ethtool 4: no word on what is fixed',
    section: 'nics',
    line: (line) => line.replace(/ \[fixed\]$/, ''),
  },
  {
    tool: 'readlink of busybox and a relative link',
    section: 'zone',
    line: (line) => line.replace(/^\/usr/, '../usr'),
  },
  {
    tool: 'a shell that writes carriage returns',
    section: 'commands',
    line: (line) => `${line}\r`,
  },
]

describe.each(SHAPES)('$tool', ({ section, line }) => {
  test('gives the same findings of every system', () => {
    const changed = FIXTURES.filter((name) => {
      const said = fixture(name)
      const other = rewritten(said, (at, text) => (at === section ? line(text) : text))
      expect(findingsOf(other), name).toEqual(findingsOf(said))
      return other !== rewritten(said, (_, text) => text)
    })
    expect(changed).not.toEqual([])
  })
})
