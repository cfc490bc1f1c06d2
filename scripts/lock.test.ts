import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
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
const start = (language: string, path = process.env.PATH) =>
  script(`await (await import('${folder}/scripts/lib/setup.mjs')).setUp(['packages'])`, language, path)

function script(code: string, language: string, path = process.env.PATH) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, PATH: `${folder}/bin:${path}`, LC_ALL: language },
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

test.each([
  ['ko_KR.UTF-8', '`flock` 명령이 없어'],
  ['en_US.UTF-8', 'no `flock` command'],
])('without the command that locks, a first start says that nothing keeps two apart (%s)', async (language, warns) => {
  for (const name of ['sh', 'mkdir', 'sleep']) symlinkSync(join('/bin', name), join(folder, 'bin', name))
  writeFileSync(join(folder, 'go'), '')
  const first = start(language, '/nowhere')
  expect(await first.ended).toBe(0)
  expect(first.said()).toContain(warns)
})

/** In place of apt-get: finds its lock held until the file `go` is there, in the words of apt 2.6. */
const STAND_IN_FOR_APT = (home: string): string => `#!/bin/sh
  echo "$1" >>${home}/noted
  [ -e ${home}/go ] && exit
  echo 'E: Could not get lock /var/lib/apt/lists/lock. It is held by process 7 (apt-get)' >&2
  echo 'E: Unable to lock directory /var/lib/apt/lists/' >&2
  exit 100
`

test.each([
  ['ko_KR.UTF-8', '다른 프로그램이 이 서버에 패키지를 설치하고 있습니다. 끝날 때까지 기다립니다 ...\n'],
  ['en_US.UTF-8', 'Another program is installing packages on this machine. Waiting for it ...\n'],
])('apt that another checkout is using is waited for, and that is said once (%s)', async (language, waits) => {
  writeFileSync(join(folder, 'bin/apt-get'), STAND_IN_FOR_APT(folder), { mode: 0o755 })
  const code = `process.exitCode = (await (await import('${folder}/scripts/lib/apt.mjs')).apt(['update'], console.error)).code`
  const waiting = script(code, language)
  await expect.poll(noted, { timeout: 10_000 }).toMatch(/^(update\n){2}/)
  expect(waiting.said()).toBe(waits)
  writeFileSync(join(folder, 'go'), '')
  expect(await waiting.ended).toBe(0)
  expect(waiting.said()).toBe(waits)
})
