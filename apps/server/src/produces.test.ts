import { ROUTES, type RouteContract, urlOf } from '@astrago/contracts'
import { keptKubeconfig, startRun } from '@astrago/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
let run = ''
beforeAll(async () => {
  it = await temporaryConsole()
  run = (await startRun(it.store.db, { siteId: it.site.id, kind: 'install', startedBy: 'kim' })).id
  await keptKubeconfig(it.store.vault, it.site.id).write('kind: Config\nclusters: []\n')
})
afterAll(() => it.remove())

const routes = Object.entries(ROUTES as Record<string, RouteContract>).filter(([, { produces }]) => produces)
const formatsOf = ({ schema }: RouteContract): (string | undefined)[] => {
  const format = schema.querystring?.shape.format as z.ZodEnum | undefined
  return format ? (format.options as string[]) : [undefined]
}

test.each(routes)(
  '%s answers with the media types of its contract',
  async (_, contract) => {
    const found = new Set<string>()
    for (const format of formatsOf(contract)) {
      const url = urlOf(contract, { params: { site: it.site.id, run }, querystring: { format } })
      const { statusCode, headers } = await it.app.inject({ url, headers: { cookie: it.resellerCookie } })
      expect([url, statusCode]).toEqual([url, 200])
      found.add(String(headers['content-type']).split(';')[0] ?? '')
    }
    expect([...found].sort()).toEqual([...(contract.produces ?? [])].sort())
  },
  60_000,
)
