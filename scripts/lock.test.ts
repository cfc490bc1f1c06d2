import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const begun: ChildProcess[] = []
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-lock-'))
  cpSync(join(ROOT, 'scripts/lib'), join(folder, 'scripts/lib'), { recursive: true })
  standInForNpx()
})
afterEach(() => {
  for (const child of begun.splice(0)) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** In place of npx: installs one empty folder when the file `go` is there, and notes when it begins and ends. */
function standInForNpx() {
  const program = `#!/bin/sh
    echo begin >>${folder}/noted
    while [ ! -e ${folder}/go ]; do
      [ -d ${folder} ] || exit 1
      sleep 0.05
    done
    mkdir -p ${folder}/node_modules/.bin
    echo end >>${folder}/noted`
  mkdirSync(join(folder, 'bin'))
  writeFileSync(join(folder, 'bin/npx'), program)
  chmodSync(join(folder, 'bin/npx'), 0o755)
}
const noted = (): string => (existsSync(join(folder, 'noted')) ? readFileSync(join(folder, 'noted'), 'utf8') : '')

/** A first start, as far as the packages. */
function start(language: string) {
  const code = `await (await import('${folder}/scripts/lib/setup.mjs')).setUp(['packages'])`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, PATH: `${folder}/bin:${process.env.PATH}`, LC_ALL: language },
  })
  begun.push(child)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, said: () => said, ended }
}

test.each([
  ['ko_KR.UTF-8', '다른 명령이 이 폴더를 준비하고 있습니다(패키지 설치). 끝날 때까지 기다립니다 ...\n'],
  ['en_US.UTF-8', 'Another command is setting up this folder (Installing packages). Waiting for it ...\n'],
])(
  'of two first starts at once the second says what it waits for, and finds all done (%s)',
  async (language, waits) => {
    const first = start(language)
    await expect.poll(noted, { timeout: 10_000 }).toBe('begin\n')
    const second = start(language)
    await expect.poll(second.said, { timeout: 10_000 }).toBe(waits)
    writeFileSync(join(folder, 'go'), '')
    expect(await Promise.all([first.ended, second.ended])).toEqual([0, 0])
    expect(noted()).toBe('begin\nend\n')
    expect(second.said()).toBe(waits)
  },
)

test('after a kill -9 no lock is left, but the next start waits for what the killed one left running', async () => {
  const killed = start('C')
  await expect.poll(noted, { timeout: 10_000 }).toBe('begin\n')
  killed.child.kill('SIGKILL')
  await killed.ended
  const next = start('C')
  await expect.poll(next.said, { timeout: 10_000 }).toContain('Waiting')
  expect(noted()).toBe('begin\n')
  writeFileSync(join(folder, 'go'), '')
  expect(await next.ended).toBe(0)
  expect(noted()).toBe('begin\nend\nbegin\nend\n')
})
