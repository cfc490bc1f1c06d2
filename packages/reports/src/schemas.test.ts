import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { schemaText } from '@astrago/contracts/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { compareReports } from './diff/compare.ts'
import { DIFF_SCHEMA, ReportDiff } from './diff/model.ts'
import { toJson } from './json.ts'
import { buildReport } from './model/build.ts'
import { REPORT_SCHEMA, ReportModel } from './model/model.ts'
import { cleanInput, installInput, longInput, sampleInput } from './samples.ts'

const fileOf = (name: string): string => join(import.meta.dirname, `../../../docs/reference/${name}.schema.json`)

/** What a reader without our code says of a value, by the published schema. */
function readerOf(name: string) {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
    JSON.parse(readFileSync(fileOf(name), 'utf8')),
  )
  return (value: unknown): string => (validate(value) ? 'valid' : JSON.stringify(validate.errors?.[0]))
}

describe('the JSON Schema in the reference (vitest -u writes it)', () => {
  it.each([
    ['report', `AstraGo report, ${REPORT_SCHEMA}`, ReportModel],
    ['diff', `AstraGo preflights compared, ${DIFF_SCHEMA}`, ReportDiff],
  ])('of the %s is that of the program', async (name, title, type) => {
    await expect(schemaText(title, type)).toMatchFileSnapshot(fileOf(name))
  })

  it.each([
    ['short', sampleInput()],
    ['clean', cleanInput()],
    ['install', installInput()],
    ['long', longInput()],
  ])('takes a report: %s', (_, input) => {
    expect(readerOf('report')(JSON.parse(toJson(buildReport(input))))).toBe('valid')
  })

  it('takes a comparison, and refuses what is of another version', () => {
    const diff = compareReports(buildReport(cleanInput()), buildReport(sampleInput()))
    expect(readerOf('diff')(diff)).toBe('valid')
    expect(readerOf('diff')({ ...diff, schema: 'astrago-diff/0' })).toContain('/schema')
    expect(readerOf('report')({ ...buildReport(sampleInput()), more: 1 })).toContain('additionalProperties')
  })
})
