// What the executable runs first: puts the program it carries into a folder of this user's, once, and starts it there.
// Errors of this stage are in both languages: the program with its texts is not there yet.
const { existsSync, lstatSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } = require('node:fs')
const { createRequire, enableCompileCache } = require('node:module')
const { homedir, tmpdir } = require('node:os')
const { dirname, join, resolve } = require('node:path')
const { getAsset, getAssetKeys, getRawAsset } = require('node:sea')

const { id, addon } = JSON.parse(getAsset('manifest.json', 'utf8'))
const PROGRAM = 'program/'
const uid = process.getuid()

/** Where programs of this user may lie, the best first. /tmp is often mounted so that no addon can be loaded from it. */
function places() {
  const { ASTRAGO_RUNTIME_DIR: named, XDG_CACHE_HOME: cache } = process.env
  if (named) return [resolve(named)]
  const own = uid === 0 ? '/var/cache/astrago' : resolve(cache || join(homedir(), '.cache'), 'astrago')
  return [own, ...[tmpdir(), '/var/tmp', '/dev/shm'].map((folder) => join(folder, `astrago-${uid}`))]
}

/** Nobody else may have written what is going to be run. */
function isOurs(folder) {
  const { mode, uid: owner } = lstatSync(folder)
  return (mode & 0o170000) === 0o040000 && owner === uid && (mode & 0o022) === 0
}

/** Written beside and renamed, so that what is there is whole, also when two start at once or one is killed. */
function unpack(place, target) {
  const part = mkdtempSync(join(place, 'part-'))
  try {
    for (const key of getAssetKeys().filter((name) => name.startsWith(PROGRAM))) {
      const file = join(part, key.slice(PROGRAM.length))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, Buffer.from(getRawAsset(key)))
    }
    if (addon) process.dlopen({ exports: {} }, join(part, addon))
    renameSync(part, target)
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (!existsSync(target)) throw error
  }
}

function programIn(place) {
  mkdirSync(place, { recursive: true, mode: 0o700 })
  if (!isOurs(place)) throw new Error(`${place}: not this user's alone`)
  const target = join(place, id)
  if (!existsSync(target)) unpack(place, target)
  if (!isOurs(target)) throw new Error(`${target}: not this user's alone`)
  return target
}

function findProgram() {
  const problems = []
  for (const place of places()) {
    try {
      return programIn(place)
    } catch (error) {
      problems.push(`  ${place}: ${error.message}`)
    }
  }
  process.stderr.write(
    [
      '✕ 프로그램을 풀어 둘 폴더가 없습니다. 쓸 수 있고 noexec가 아닌 폴더를 ASTRAGO_RUNTIME_DIR로 지정하십시오.',
      '✕ There is no folder to unpack the program into. Name one in ASTRAGO_RUNTIME_DIR that is writable and not mounted noexec.',
      ...problems,
      '',
    ].join('\n'),
  )
  process.exit(1)
}

const program = findProgram()
enableCompileCache(join(program, 'compiled'))
createRequire(join(program, '/'))('./start.cjs')
