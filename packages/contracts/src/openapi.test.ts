import { describe, expect, test } from 'vitest'
import { ERRORS } from './error-table.ts'
import { openApi } from './openapi.ts'
import { ROUTES } from './routes/index.ts'

type Operation = { operationId: string; 'x-roles'?: string[]; security: object[]; responses: Record<string, object> }
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: { ErrorCodeSchema: { enum: string[] } } }
  'x-errors': object
}

const text = `${JSON.stringify(openApi(), null, 2)}\n`
const document = JSON.parse(text) as Document
const operations = Object.values(document.paths).flatMap((path) => Object.values(path))

describe('the OpenAPI document', () => {
  test('is the one in docs', async () => {
    await expect(text).toMatchFileSnapshot('../../../docs/reference/openapi.json')
  })

  test('has every route once, with its roles', () => {
    const roles = Object.entries(ROUTES).map(([name, { auth }]) => [name, auth === 'none' ? null : [...auth]])
    const found = operations.map((each) => [each.operationId, each['x-roles'] ?? null])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(roles))
    expect(operations).toHaveLength(roles.length)
    for (const each of operations) expect(each.security.length > 0).toBe(each['x-roles'] !== undefined)
  })

  test('has every error, and says where one may come', () => {
    expect(document['x-errors']).toEqual(ERRORS)
    expect(document.components.schemas.ErrorCodeSchema.enum).toEqual(Object.keys(ERRORS))
    const silent = operations.filter(({ responses }) => !('default' in responses))
    expect(silent.map(({ operationId }) => operationId)).toEqual(['health'])
  })

  test('refers only to what it holds', () => {
    const references = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, path = '']) => path)
    expect(references.length).toBeGreaterThan(100)
    for (const path of new Set(references)) {
      const [root, ...steps] = path.split('/')
      const target = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document)
      expect([root, target], path).toEqual(['#', expect.anything()])
    }
  })
})
