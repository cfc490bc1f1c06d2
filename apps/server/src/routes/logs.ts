import { Readable } from 'node:stream'
import { type JournalEvent, type Locale, type MarkWords, markWords, ROUTES } from '@astrago/contracts'
import { type FileJournal, readPlan, readRun } from '@astrago/store'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../app.ts'
import { handle } from '../handle.ts'

export function logRoutes(app: FastifyInstance, { store, journals }: Deps): void {
  /** Fixes have no plan that is kept. @throws NOT_FOUND */
  const wordsOf = async ({ site, run }: { site: string; run: string }, lang: Locale): Promise<MarkWords> => {
    const { kind, plan } = await readRun(store.db, site, run)
    return markWords(kind, plan === null ? null : await readPlan(store.db, site, plan), lang)
  }

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

  handle(app, ROUTES.searchLog, async ({ params, query: { lang, ...asked } }) => {
    const words = await wordsOf(params, lang)
    return reading(params, (journal) => journal.search(asked, words))
  })

  handle(app, ROUTES.downloadLog, async ({ params, query: { lang, ...filter }, reply }) => {
    const words = await wordsOf(params, lang)
    const { journal, release } = await journals.use(params.run)
    const text = Readable.from(journal.text(filter, words))
    text.once('close', () => void release())
    reply.header('content-disposition', `attachment; filename="astrago-${params.run}.log"`)
    return reply.type('text/plain; charset=utf-8').send(text) as never
  })
}
