import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { toJson, toYaml } from './json.ts'
import { buildReport } from './model/build.ts'
import { REPORT_SCHEMA, ReportModel } from './model/model.ts'
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

/** The schema as the formatter of this repository writes JSON: a list of words stays on one line where it fits. */
function schemaText(): string {
  const schema = z.toJSONSchema(ReportModel, { target: 'draft-2020-12' })
  const text = JSON.stringify({ title: `AstraGo report, ${REPORT_SCHEMA}`, ...schema }, null, 2)
  return `${text.replace(
    /^(.*)\[\n([^[\]{}]*)\n *\](,?)$/gm,
    (expanded, before: string, items: string, comma: string) => {
      const line = `${before}[${items
        .split('\n')
        .map((item) => item.trim())
        .join(' ')}]${comma}`
      return line.length <= 120 ? line : expanded
    },
  )}\n`
}

it('has its JSON Schema in the reference (vitest -u writes it)', async () => {
  const file = join(import.meta.dirname, '../../../docs/reference/report.schema.json')
  await expect(schemaText()).toMatchFileSnapshot(file)
})
