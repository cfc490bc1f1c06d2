import { Readable } from 'node:stream'
import { type JournalEvent, Locale, ROUTES } from '@astrago/contracts'
import { type FileJournal, readRun } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle } from '../handle.ts'

export function logRoutes(app: FastifyInstance, { store, journals }: Deps): void {
  /** Reads in the journal of a run of the site. @throws NOT_FOUND */
  const reading = async <T>(
    { site, run }: { site: string; run: string },
    read: (journal: FileJournal) => Promise<T>,
  ): Promise<T> => {
    await readRun(store.db, site, run)
    const { journal, release } = await journals.use(run)
    try {
      return await read(journal)
    } finally {
      await release()
    }
  }

  handle(app, ROUTES.readRunEvents, ({ params }) =>
    reading(params, async (journal) => {
      const [marks, next] = [journal.marks(), journal.next]
      const events: JournalEvent[] = []
      for await (const mark of marks) events.push(mark)
      return { events, next }
    }),
  )

  handle(app, ROUTES.readLogRange, ({ params, query }) =>
    reading(params, async (journal) => ({ events: await journal.readRange(query.from, query.lines) })),
  )

  handle(app, ROUTES.searchLog, ({ params, query }) => reading(params, (journal) => journal.search(query)))

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
