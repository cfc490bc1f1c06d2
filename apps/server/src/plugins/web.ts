import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import fastifyHelmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/**
 * Serves the exported web app and sets the security headers of every answer. The inline scripts that the export
 * contains are allowed by their hashes, so the policy needs no unsafe-inline.
 */
export async function serveWeb(app: FastifyInstance, webDir: string): Promise<void> {
  await app.register(fastifyHelmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", ...inlineScriptHashes(webDir)],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    // The console is often reached by an address with a certificate of its own: pinning TLS in browsers would lock out.
    strictTransportSecurity: false,
  })
  if (!existsSync(webDir)) return
  await app.register(fastifyStatic, {
    // Where the folder is a link, a later build changes the link, and the pages of this start stay whole.
    root: realpathSync(webDir),
    extensions: ['html'],
    redirect: false,
    setHeaders: (reply, path) => {
      const immutable = path.includes('/_next/static/')
      reply.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

/** CSP sources for every inline script in the html files of a folder. */
export function inlineScriptHashes(webDir: string): string[] {
  if (!existsSync(webDir)) return []
  const pages = readdirSync(webDir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
  const hashes = new Set<string>()
  for (const page of pages)
    for (const [, attributes, script] of readFileSync(join(webDir, page), 'utf8').matchAll(
      /<script([^>]*)>([\s\S]*?)<\/script>/g,
    ))
      if (script && !/\bsrc=/.test(attributes ?? ''))
        hashes.add(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  return [...hashes]
}
