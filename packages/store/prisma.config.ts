import { defineConfig } from 'prisma/config'

/** For Prisma's command line in development; the console opens its data folder by itself. */
export default defineConfig({
  schema: '../../prisma/schema.prisma',
  migrations: { path: '../../prisma/migrations' },
  datasource: { url: 'file:../../.cache/dev.db' },
})
