import { CheckId, fixFor, OsFamily } from '@astrago/contracts'
import { isFieldId, NODE_COLUMN_IDS, NODES } from '@astrago/exchange-form'
import { describe, expect, test } from 'vitest'
import { UnknownReason } from '../unknown.ts'
import { type Given, verdictOf } from './cases/given.ts'
import { CASES } from './cases/index.ts'
import { CHECKS, checkInfos } from './index.ts'

const ALL = Object.entries(CASES).flatMap(([check, outcomes]) =>
  Object.entries(outcomes).map(([outcome, given]): [CheckId, string, Given] => [check as CheckId, outcome, given]),
)

describe('every outcome of every check', () => {
  test.each(ALL)('%s: %s', (check, outcome, given) => {
    const verdict = verdictOf(check, given)
    expect(verdict).toMatchObject({ check, outcome })
    const severity = checkInfos().find(({ id }) => id === check)?.outcomes[outcome]?.severity
    const isUnknown = UnknownReason.safeParse(outcome).success
    expect(verdict?.status).toBe(
      isUnknown ? 'unknown' : severity === 'info' ? 'pass' : severity === 'warn' ? 'warn' : 'fail',
    )
  })

  test.each(CHECKS)('no outcome of $info.id is left out, nor a reason that its logic names', ({ info, unknowns }) => {
    expect(Object.keys(CASES[info.id])).toEqual(expect.arrayContaining([...Object.keys(info.outcomes), ...unknowns]))
  })
})

describe('the list of checks', () => {
  test('has exactly the ids of the contract', () => {
    expect(CHECKS.map(({ info }) => info.id).sort()).toEqual([...CheckId.options].sort())
  })

  test('names columns of the node table, and only where that is the field', () => {
    const columns = checkInfos().flatMap(({ id, field, column }) =>
      column === undefined ? [] : [{ id, field, column }],
    )
    expect(columns.length).toBeGreaterThan(10)
    expect(columns.filter(({ field }) => field !== NODES)).toEqual([])
    expect(columns.filter(({ column }) => !(NODE_COLUMN_IDS as readonly string[]).includes(column))).toEqual([])
  })

  test('names fields that exist', () => {
    expect(checkInfos().filter(({ field }) => field !== null && !isFieldId(field))).toEqual([])
  })

  test('lead to the questionnaire wherever that is what to do', () => {
    const asked = ALL.flatMap(([check, outcome]) => {
      const info = checkInfos().find(({ id }) => id === check)
      const fix = info?.outcomes[outcome]?.fix
      const isOwn = !UnknownReason.safeParse(outcome).success
      const text = OsFamily.options.map((family) => (fix && isOwn ? fixFor(fix, family).en : '')).join(' ')
      return info && /questionnaire|node table|another host/i.test(text) ? [info] : []
    })
    expect(asked.length).toBeGreaterThan(20)
    expect([...new Set(asked.filter(({ field }) => field === null).map(({ id }) => id))]).toEqual([])
  })

  test('fills every parameter of its texts, in both languages', () => {
    const open = ALL.flatMap(([check, outcome, given]) => {
      const verdict = verdictOf(check, given)
      const texts = checkInfos().find(({ id }) => id === check)?.outcomes[outcome]
      const fixes = OsFamily.options.map((family) => texts?.fix && fixFor(texts.fix, family))
      const names = [texts?.message, ...fixes].flatMap((text) =>
        [...`${text?.ko ?? ''} ${text?.en ?? ''}`.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      )
      return names.filter((name) => !(name in (verdict?.params ?? {}))).map((name) => `${check} ${outcome} {${name}}`)
    })
    expect(open).toEqual([])
  })

  test('names the source of every check and of every threshold', () => {
    const sources = checkInfos().flatMap(({ id, source, thresholds }) => [
      [id, source],
      ...thresholds.map((threshold) => [`${id} ${threshold.name}`, threshold.source]),
    ])
    expect(sources.filter(([, source]) => !source || /thresholds|(^|; )own\b/i.test(source))).toEqual([])
  })

  test('says what to do wherever something is wrong', () => {
    const silent = checkInfos().flatMap(({ id, outcomes }) =>
      Object.entries(outcomes)
        .filter(([, { severity, fix }]) => severity !== 'info' && !fix)
        .map(([outcome]) => `${id} ${outcome}`),
    )
    expect(silent).toEqual([])
  })

  test('marks what the installation puts right, and only that, wherever the texts say so', () => {
    const said = checkInfos().flatMap(({ id, outcomes }) =>
      Object.entries(outcomes).map(([outcome, { severity, message, fix, byInstallation = false }]) => {
        const texts = [message, ...OsFamily.options.map((family) => fix && fixFor(fix, family))]
        const promised = texts.some((text) =>
          /the installation (raises|switches|adds|makes|can do) (it|them)/.test(text?.en ?? ''),
        )
        return { outcome: `${id} ${outcome}`, promised: promised && severity !== 'info', byInstallation }
      }),
    )
    expect(said.filter(({ byInstallation }) => byInstallation).length).toBeGreaterThan(5)
    expect(said.filter(({ promised, byInstallation }) => promised !== byInstallation)).toEqual([])
  })
})
