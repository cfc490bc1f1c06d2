import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inlineScriptHashes } from './web.ts'

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
