import { describe, expect, it } from 'vitest'
import { isSame } from './same.ts'
import { differences, isDirty, newWork, type SectionWork, shownValues, stepWork, type Values } from './section-work.ts'

const VIP = 'network.vip'
const DOMAIN = 'network.domain'
const KEY = 'network.tlsKey'
const NONE: ReadonlySet<string> = new Set()

const saved = (values: Values, revision = 1, savedBy = 'kim') => ({ revision, savedAt: '2027-01-01', savedBy, values })
const typed = (work: SectionWork, field: string, value: unknown) => stepWork(work, { type: 'edit', field, value })
const sent = (work: SectionWork) => stepWork(work, { type: 'send', held: NONE })
const lost = (work: SectionWork) =>
  stepWork(work, { type: 'fail', problem: { code: 'CONSOLE_UNREACHABLE' }, answered: false })

describe('a section on hand', () => {
  it('keeps what is typed over a failed save, newer typing on top', () => {
    const work = lost(typed(sent(typed(typed(newWork(saved({})), VIP, '10.0.0.1'), DOMAIN, 'a')), DOMAIN, 'ab'))
    expect(work.edits).toEqual({ [VIP]: '10.0.0.1', [DOMAIN]: 'ab' })
    expect(work.failures).toBe(1)
    expect(sent(work).sending).toEqual(work.edits)
  })

  it('is clean when a save is confirmed, and does not tidy under the hand', () => {
    const work = stepWork(sent(typed(newWork(saved({})), DOMAIN, 'a.local ')), {
      type: 'answer',
      saved: saved({ [DOMAIN]: 'a.local' }, 2),
    })
    expect(isDirty(work)).toBe(false)
    expect(shownValues(work)[DOMAIN]).toBe('a.local ')
  })

  it('has nothing to send for a value typed back', () => {
    const work = typed(typed(newWork(saved({ [VIP]: '10.0.0.1' })), VIP, '10.0.0.2'), VIP, '10.0.0.1')
    expect(isDirty(work)).toBe(false)
  })

  it('leaves a secret that is still typed out of a save', () => {
    const work = typed(typed(newWork(saved({})), KEY, 'half'), VIP, '10.0.0.1')
    const sending = stepWork(work, { type: 'send', held: new Set([KEY]) })
    expect(sending.sending).toEqual({ [VIP]: '10.0.0.1' })
    expect(sending.edits).toEqual({ [KEY]: 'half' })
  })

  it('holds a refused secret back until it is changed, and sends the rest', () => {
    const message = { ko: '열두 자', en: 'twelve' }
    const problem = { code: 'VALIDATION_FAILED' as const, fields: [{ path: KEY, message }] }
    const work = stepWork(sent(typed(typed(newWork(saved({})), KEY, 'weak'), VIP, '10.0.0.1')), {
      type: 'refuse',
      problem,
    })
    expect(work.refused).toEqual({ [KEY]: [{ field: KEY, severity: 'error', message }] })
    expect(sent(work).sending).toEqual({ [VIP]: '10.0.0.1' })
    expect(sent(typed(work, KEY, 'better')).sending).toEqual({ [KEY]: 'better', [VIP]: '10.0.0.1' })
  })

  it('takes in what others save only while nothing is typed', () => {
    const newer = saved({ [VIP]: '10.0.0.9' }, 2)
    expect(shownValues(stepWork(newWork(saved({})), { type: 'look', saved: newer }))).toEqual(newer.values)
    const busy = typed(newWork(saved({})), DOMAIN, 'a')
    expect(stepWork(busy, { type: 'look', saved: newer })).toBe(busy)
    const late = newWork(saved({ [VIP]: '10.0.0.1' }, 3))
    expect(stepWork(late, { type: 'look', saved: newer })).toBe(late)
  })
})

describe('two people in one section', () => {
  const base = newWork(saved({ a: '1', b: '1', c: '1', d: '1' }))
  const mine = typed(typed(typed(base, 'a', '2'), 'b', '2'), 'd', '5')
  const theirs = saved({ a: '1', b: '3', c: '3', d: '5' }, 2, 'lee')
  const overtaken = stepWork(sent(mine), { type: 'overtake', theirs })

  it('lists every value that differs and who changed it', () => {
    expect(differences(overtaken)).toEqual([
      { id: 'a', field: 'a', mine: '2', theirs: '1', changedBy: 'me' },
      { id: 'b', field: 'b', mine: '2', theirs: '3', changedBy: 'both' },
      { id: 'c', field: 'c', mine: '1', theirs: '3', changedBy: 'them' },
    ])
  })

  it('sends exactly what was chosen, from their revision on', () => {
    const settled = stepWork(overtaken, { type: 'settle', mine: new Set(['a', 'c']) })
    expect(settled.saved.revision).toBe(2)
    expect(settled.edits).toEqual({ a: '2', c: '1' })
    expect(shownValues(settled)).toEqual({ a: '2', b: '3', c: '1', d: '5' })
  })

  it('asks nothing when both wrote the same', () => {
    const same = stepWork(sent(typed(newWork(saved({})), 'a', '2')), { type: 'overtake', theirs: saved({ a: '2' }, 2) })
    expect(same.theirs).toBeNull()
    expect(isDirty(same)).toBe(false)
  })

  it('recognises its own save whose answer was lost, and keeps what was typed since', () => {
    const retried = sent(typed(lost(sent(typed(typed(base, 'a', '2'), KEY, 'secret'))), 'b', '7'))
    const own = saved({ ...base.saved.values, a: '2', [KEY]: { secret: true } }, 2)
    const work = stepWork(retried, { type: 'overtake', theirs: own })
    expect(work.theirs).toBeNull()
    expect(work.edits).toEqual({ b: '7' })
    const foreign = saved({ ...own.values, c: '9' }, 2)
    expect(stepWork(retried, { type: 'overtake', theirs: foreign }).theirs).not.toBeNull()
  })
})

describe('two people in the node table', () => {
  const NODES = 'resources.nodes'
  const row = (name: string, cpus: number, more: object = {}) => ({ name, cpus, ...more })
  const table = (...rows: object[]) => saved({ [NODES]: rows })
  const base = newWork(table(row('a', 1), row('b', 1), row('c', 1), row('d', 1)))
  const mine = typed(base, NODES, [row('a', 2), row('b', 2), row('d', 1), row('mine', 1)])
  const theirs = { ...table(row('a', 1), row('b', 3), row('c', 1), row('theirs', 1)), revision: 2 }
  const overtaken = stepWork(sent(mine), { type: 'overtake', theirs })
  const pick = (by: readonly string[]) =>
    new Set(
      differences(overtaken)
        .filter(({ changedBy }) => by.includes(changedBy))
        .map(({ id }) => id),
    )

  it('differ server by server', () => {
    expect(differences(overtaken).map(({ row: name, changedBy }) => [name, changedBy])).toEqual([
      ['a', 'me'],
      ['b', 'both'],
      ['c', 'me'],
      ['theirs', 'them'],
      ['d', 'them'],
      ['mine', 'me'],
    ])
  })

  it('lose nothing of each other with what is proposed', () => {
    const settled = stepWork(overtaken, { type: 'settle', mine: pick(['me', 'both']) })
    expect(settled.edits).toEqual({ [NODES]: [row('a', 2), row('b', 2), row('theirs', 1), row('mine', 1)] })
  })

  it('may choose all of the other', () => {
    const settled = stepWork(overtaken, { type: 'settle', mine: new Set() })
    expect(isDirty(settled)).toBe(false)
    expect(shownValues(settled)).toEqual(theirs.values)
  })

  it('are asked about the whole table where servers cannot be told apart', () => {
    const double = stepWork(sent(typed(base, NODES, [row('a', 2), row('a', 3)])), { type: 'overtake', theirs })
    expect(differences(double).map(({ id }) => id)).toEqual([NODES])
    expect(stepWork(double, { type: 'settle', mine: new Set([NODES]) }).edits).toEqual({
      [NODES]: [row('a', 2), row('a', 3)],
    })
  })

  it('a refused secret waits at its cell with its table', () => {
    const message = { ko: '키', en: 'key' }
    const problem = { code: 'VALIDATION_FAILED' as const, fields: [{ path: `${NODES}.1.sshKey`, message }] }
    const work = stepWork(sent(typed(base, NODES, [row('a', 1, { sshKey: 'x' })])), { type: 'refuse', problem })
    expect(work.refused[NODES]).toEqual([{ field: NODES, row: 1, column: 'sshKey', severity: 'error', message }])
    expect(sent(work).sending).toEqual({})
  })

  it('rows that a save did not change stay the same objects, a secret gives way to its mask', () => {
    const [first, second] = [row('a', 1), row('b', 1, { sshPassword: 'typed' })]
    const work = sent(typed(newWork(saved({})), NODES, [first, second]))
    const mask = { secret: true, of: 'b' }
    const after = stepWork(work, { type: 'answer', saved: table(row('a', 1), row('b', 1, { sshPassword: mask })) })
    const [one, two] = shownValues(after)[NODES] as object[]
    expect(one).toBe(first)
    expect(two).toEqual(row('b', 1, { sshPassword: mask }))
  })

  it('a lost answer to a secret in a row is recognised', () => {
    const work = sent(lost(sent(typed(newWork(saved({})), NODES, [row('a', 1, { sshPassword: 'typed' })]))))
    const own = { ...table(row('a', 1, { sshPassword: { secret: true, of: 'a' } })), revision: 2 }
    expect(stepWork(work, { type: 'overtake', theirs: own })).toMatchObject({ theirs: null, edits: {} })
  })
})

describe('isSame', () => {
  it.each([
    [undefined, ''],
    [null, undefined],
    ['22', 22],
    [' a ', 'a'],
    [['a', ''], ['a']],
    [[{ name: 'a', cpus: 4 }], [{ cpus: '4', name: 'a', address: '' }]],
  ])('%j means %j', (one, other) => expect(isSame(one, other)).toBe(true))

  it.each([
    ['a', 'b'],
    [false, undefined],
    [[{}], []],
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    ['', { secret: true }],
  ])('%j is not %j', (one, other) => expect(isSame(one, other)).toBe(false))
})
