import { Readable } from 'node:stream'
import { Locale, ROUTES } from '@astrago/contracts'
import { readRun } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle } from '../handle.ts'

export function logRoutes(app: FastifyInstance, { store, journals }: Deps): void {
  handle(app, ROUTES.searchLog, async ({ params, query }) => {
    await readRun(store.db, params.site, params.run)
    const { journal, release } = await journals.use(params.run)
    try {
      return await journal.search(query)
    } finally {
      await release()
    }
  })

  handle(app, ROUTES.downloadLog, async ({ params, query, request, reply }) => {
    await readRun(store.db, params.site, params.run)
    const { journal, release } = await journals.use(params.run)
    const locale = Locale.catch('ko').parse(request.headers['accept-language']?.slice(0, 2))
    const text = Readable.from(journal.text(query, locale))
    text.once('close', () => void release())
    reply.header('content-disposition', `attachment; filename="astrago-${params.run}.log"`)
    return reply.type('text/plain; charset=utf-8').send(text) as never
  })
}
