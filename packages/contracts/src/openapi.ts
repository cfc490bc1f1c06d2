import { z } from 'zod'
import { ERRORS } from './error-table.ts'
import * as contracts from './index.ts'
import type { RouteContract } from './route.ts'

type Json = Record<string, unknown>

const SESSION = 'session'
const MARK = 'x-astrago'

/**
 * The API as an OpenAPI 3.1 document, made from the contracts that server, browser and command use. What OpenAPI has no
 * word for stands in extensions: `x-roles` of each operation (absent where anybody may call it), `x-errors` with the
 * table of errors, and `x-websocket` with the messages of the socket.
 */
export function openApi(): Json {
  const schemas = namedSchemas()
  return {
    openapi: '3.1.1',
    info: {
      title: 'AstraGo Installation Console',
      version: '1',
      description: [
        'Log in with POST /api/login; the answer sets the session cookie.',
        `A request that changes something carries the header \`${MARK}\`, with any value.`,
        'Every error is a Problem: its code is in x-errors with what happened, why, and what to do, in Korean and English.',
      ].join(' '),
    },
    paths: pathsOf(contracts.ROUTES),
    components: {
      schemas,
      responses: {
        Problem: {
          description: 'An error: x-errors has the status and the texts of every code',
          content: { 'application/json': { schema: { $ref: reference('Problem') } } },
        },
      },
      securitySchemes: {
        [SESSION]: {
          type: 'apiKey',
          in: 'cookie',
          name: 'astrago_PORT',
          description: 'PORT is the port on which the console listens.',
        },
      },
    },
    'x-errors': ERRORS,
    'x-websocket': {
      url: '/api/socket',
      'x-roles': ['reseller', 'support'],
      send: { $ref: reference('ClientMessage') },
      receive: { $ref: reference('ServerMessage') },
    },
  }
}

const reference = (name: string): string => `#/components/schemas/${name}`

type Named = readonly [name: string, schema: z.ZodType]
type Io = 'input' | 'output'

const NAMED: readonly Named[] = (Object.entries(contracts) as [string, unknown][]).filter(
  (entry): entry is [string, z.ZodType] => entry[1] instanceof z.ZodType,
)

function registryOf(named: readonly Named[]) {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of named) if (!registry.has(schema)) registry.add(schema, { id })
  return registry
}

/** The named schemas, references within one another. */
function namedSchemas(io: Io = 'output'): Json {
  const { schemas } = z.toJSONSchema(registryOf(NAMED), { uri: reference, io })
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]))
}

/** Those that a request may refer to as well: what they take is what they give. */
function namedAlike(): readonly Named[] {
  const [taken, given] = [namedSchemas('input'), namedSchemas('output')]
  return NAMED.filter(([name]) => JSON.stringify(taken[name]) === JSON.stringify(given[name]))
}

const NAMED_BY: Record<Io, readonly Named[]> = { output: NAMED, input: namedAlike() }

/** A schema of an answer or of a request, in which named ones are references. */
function schemaOf(schema: z.ZodType, io: Io): Json {
  const registry = registryOf(NAMED_BY[io])
  const known = registry.get(schema)
  if (known) return { $ref: reference(known.id) }
  registry.add(schema, { id: 'this' })
  return bare(z.toJSONSchema(registry, { uri: reference, io }).schemas.this ?? {})
}

/** Without what OpenAPI says once for the whole document. */
function bare({ $schema: _, $id: _id, ...schema }: Json): Json {
  return schema
}

function pathsOf(routes: Record<string, RouteContract>): Json {
  const paths: Record<string, Json> = {}
  for (const [name, contract] of Object.entries(routes)) {
    const path = contract.url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operation(name, contract) }
  }
  return paths
}

function operation(name: string, contract: RouteContract): Json {
  const { auth, summary, schema, method } = contract
  const open = auth === 'none'
  const changes = method === 'GET' ? [] : [{ name: MARK, in: 'header', required: true, schema: { type: 'string' } }]
  const parameters = [...parametersOf(schema.params, 'path'), ...parametersOf(schema.querystring, 'query'), ...changes]
  return {
    operationId: name,
    summary,
    security: open ? [] : [{ [SESSION]: [] }],
    ...(open ? {} : { 'x-roles': auth }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(contract),
    responses: responsesOf(contract),
  }
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function bodyOf({ schema, consumes }: RouteContract): Json {
  if (consumes) return { requestBody: { required: true, content: { [consumes]: {} } } }
  if (!schema.body) return {}
  return {
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(schema.body, 'input') } } },
  }
}

function responsesOf({ schema, produces = ['application/json'] }: RouteContract): Json {
  const answers = Object.entries(schema.response).filter(([status]) => Number(status) < 400)
  const entries = answers.map(([status, answer]) => {
    const content = produces.map((type) => [
      type,
      type === 'application/json' ? { schema: schemaOf(answer, 'output') } : {},
    ])
    return [status, { description: 'Done', content: Object.fromEntries(content) }]
  })
  const fails = answers.length < Object.keys(schema.response).length
  return { ...Object.fromEntries(entries), ...(fails ? { default: { $ref: '#/components/responses/Problem' } } : {}) }
}
