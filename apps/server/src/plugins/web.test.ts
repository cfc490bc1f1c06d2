import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { inlineScriptHashes, serveWeb } from './web.ts'

test('every inline script of every page is allowed by its hash, and no other', () => {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-web-'))
  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'index.html'), '<script src="/a.js"></script><script>one()</script><script></script>')
  writeFileSync(join(folder, 'site/index.html'), '<script id="x">\ntwo()\n</script><script>one()</script>')
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  expect(inlineScriptHashes(folder).sort()).toEqual([hash('one()'), hash('\ntwo()\n')].sort())
  rmSync(folder, { recursive: true })
  expect(inlineScriptHashes(folder)).toEqual([])
})

test('a build that comes later changes nothing for the console that runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-web-'))
  for (const build of ['one', 'two']) {
    mkdirSync(join(folder, build))
    writeFileSync(join(folder, build, 'index.html'), build)
  }
  symlinkSync('one', join(folder, 'out'))
  const app = fastify()
  await serveWeb(app, join(folder, 'out'))
  rmSync(join(folder, 'out'))
  symlinkSync('two', join(folder, 'out'))
  expect((await app.inject('/')).body).toBe('one')
  await app.close()
  rmSync(folder, { recursive: true })
})
