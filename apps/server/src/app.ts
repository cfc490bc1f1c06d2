import { AppError } from '@astrago/contracts'
import type { Store } from '@astrago/store'
import fastifyCookie from '@fastify/cookie'
import fastifyRateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { answerErrors } from './plugins/errors.ts'
import { enforceIdentity } from './plugins/identity.ts'
import { serveWeb } from './plugins/web.ts'
import { peopleRoutes } from './routes/people.ts'
import { siteRoutes } from './routes/sites.ts'

/** What the app is made of; tests pass their own. */
export type Deps = {
  store: Store
  version: string
  /** The exported web app. */
  webDir: string
  /** Set beyond loopback. */
  tls: { cert: string; key: string } | null
  logger: FastifyServerOptions['logger']
}

/** The console as an app that does not listen yet. */
export async function buildApp(deps: Deps): Promise<FastifyInstance> {
  const app = fastify({
    logger: deps.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 2 * 2 ** 20,
    ...(deps.tls ? { https: deps.tls } : {}),
  }) as FastifyInstance
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  answerErrors(app)
  await app.register(fastifyCookie)
  await app.register(fastifyRateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) =>
      new AppError('TOO_MANY_TRIES', { params: { seconds: Math.ceil(ttl / 1000) } }),
  })
  enforceIdentity(app, deps.store.db)
  await serveWeb(app, deps.webDir)
  siteRoutes(app, deps)
  peopleRoutes(app, deps)
  return app
}
