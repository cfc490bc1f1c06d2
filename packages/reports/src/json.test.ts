import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { jsonText, toJson, toYaml, yamlText } from './json.ts'
import { buildReport } from './model/build.ts'
import { ReportModel } from './model/model.ts'
import { installInput, longInput } from './samples.ts'

describe.each([
  ['install', buildReport(installInput())],
  ['long', buildReport(longInput())],
])('%s', (_name, model) => {
  it('comes back whole from JSON', () => {
    expect(ReportModel.parse(JSON.parse(toJson(model)))).toEqual(model)
  })

  it('comes back whole from YAML', () => {
    expect(ReportModel.parse(parse(toYaml(model)))).toEqual(model)
  })
})

it('is not read when it is of another version', () => {
  expect(ReportModel.safeParse({ ...buildReport(installInput()), schema: 'astrago-report/1' }).success).toBe(false)
})

describe('a text that acts on a terminal', () => {
  const value = {
    name: 'a\u009b2J\u202eb\u{e0041}\u0085\ufeff',
    plain: '한글 🙂 "quoted"\nnext: line',
    'k\u202ey': ['\u001b[0m'],
  }

  it.each([
    ['JSON', jsonText(value), JSON.parse(jsonText(value))],
    ['YAML', yamlText(value), parse(yamlText(value))],
  ])('is escaped in %s and comes back', (_, text, read) => {
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}|\p{Default_Ignorable_Code_Point}/u)
    expect(read).toEqual(value)
    expect(text).toContain('한글 🙂')
  })
})

it('is the same to readers of YAML 1.1, as Ansible and Ruby are', () => {
  const texts = ['off', 'No', 'y', '012', '0o17', '1_000', '1e3', '2:30', '2027-01-15', '2027-01-15T09:00:00.000Z', '~']
  const value = { list: texts, map: Object.fromEntries(texts.map((text) => [text, text])) }
  expect(yamlText(['=', '<<'])).toBe('- "="\n- "<<"\n')
  for (const version of ['1.1', '1.2'] as const) expect(parse(yamlText(value), { version })).toEqual(value)
})
