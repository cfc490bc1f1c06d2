import { AppError } from '@astrago/contracts'
import type { Store } from '@astrago/store'
import fastifyCookie from '@fastify/cookie'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { answerPlainHttp } from './plain-http.ts'
import { answerErrors } from './plugins/errors.ts'
import { enforceIdentity } from './plugins/identity.ts'
import { serveWeb } from './plugins/web.ts'
import { clusterRoutes } from './routes/cluster.ts'
import { documentRoutes } from './routes/documents.ts'
import { fixRoutes } from './routes/fixes.ts'
import { formRoutes } from './routes/form.ts'
import { hostRoutes } from './routes/hosts.ts'
import { logRoutes } from './routes/logs.ts'
import { passwordRoutes } from './routes/passwords.ts'
import { peopleRoutes } from './routes/people.ts'
import { preflightRoutes } from './routes/preflights.ts'
import { reportRoutes } from './routes/reports.ts'
import { runRoutes } from './routes/runs.ts'
import { siteRoutes } from './routes/sites.ts'
import { serveSocket } from './socket.ts'
import { type Artifacts, makeArtifacts } from './work/artifacts.ts'
import { type Fixes, makeFixes } from './work/fixes.ts'
import { type Journals, makeJournals } from './work/journals.ts'
import { makePlannings, type Plannings } from './work/plannings.ts'
import { makePreflights, type Preflights } from './work/preflights.ts'
import { makeRuns, type Runs } from './work/runs.ts'

export type AppOptions = {
  store: Store
  version: string
  /** The exported web app. */
  webDir: string
  /** Set beyond loopback. */
  tls: { cert: string; key: string } | null
  logger: FastifyServerOptions['logger']
}

/** What the routes work with. */
export type Deps = AppOptions & {
  journals: Journals
  artifacts: Artifacts
  plannings: Plannings
  runs: Runs
  preflights: Preflights
  fixes: Fixes
}

type Built = {
  app: FastifyInstance
  journals: Journals
  /** For whoever ends sessions other than by a route. */
  closeEndedSockets: () => Promise<void>
}

/** The console as an app that does not listen yet. Closing it cancels the runs under way and waits for them. */
export async function buildApp(options: AppOptions): Promise<Built> {
  const app = fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 2 ** 20,
    // A browser that keeps its connection open does not keep the console from stopping.
    forceCloseConnections: true,
    ...(options.tls ? { https: options.tls } : {}),
  }) as FastifyInstance
  if (options.tls) answerPlainHttp(app.server)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app, options.webDir)
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) =>
      new AppError('TOO_MANY_TRIES', { params: { seconds: Math.ceil(ttl / 1000) } }),
  })
  enforceIdentity(app, options.store.db)
  await serveWeb(app, options.webDir)
  const journals = makeJournals(options.store.journals)
  const runs = makeRuns({ store: options.store, journals, log: app.log })
  const artifacts = makeArtifacts(options.store, runs.leases)
  const preflights = makePreflights({ store: options.store, artifacts, journals, log: app.log })
  const plannings = makePlannings({ store: options.store, leases: runs.leases, artifacts, log: app.log })
  const fixes = makeFixes({ store: options.store, journals, runs, preflights, log: app.log })
  const deps = { ...options, journals, artifacts, plannings, runs, preflights, fixes }
  app.addHook('preClose', async () => {
    await Promise.all([plannings.stop(), runs.stop(), preflights.stop()])
  })
  const closeEndedSockets = await serveSocket(app, deps)
  siteRoutes(app, deps)
  formRoutes(app, deps)
  hostRoutes(app, deps)
  preflightRoutes(app, deps)
  fixRoutes(app, deps)
  runRoutes(app, deps)
  clusterRoutes(app, deps)
  passwordRoutes(app, deps)
  logRoutes(app, deps)
  documentRoutes(app, deps)
  reportRoutes(app, deps)
  peopleRoutes(app, deps, closeEndedSockets)
  return { app, journals, closeEndedSockets }
}
