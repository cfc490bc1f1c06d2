// What the executable runs first: puts the program it carries into a folder of this user's, once, and starts it there.
// Errors of this stage are in both languages: the program with its texts is not there yet.
const {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs')
const { createRequire, enableCompileCache } = require('node:module')
const { homedir, tmpdir } = require('node:os')
const { dirname, join, resolve } = require('node:path')
const { getAsset, getAssetKeys, getRawAsset } = require('node:sea')

const { id, addon } = JSON.parse(getAsset('manifest.json', 'utf8'))
const PROGRAM = 'program/'
const FILES = getAssetKeys().filter((name) => name.startsWith(PROGRAM))
const uid = process.getuid()

const TEXTS = {
  noFolder: [
    '✕ 프로그램을 풀어 둘 폴더가 없습니다. 쓸 수 있고 30MB가 비어 있으며 noexec가 아닌 폴더를 ASTRAGO_RUNTIME_DIR로 지정하십시오.',
    '✕ There is no folder to unpack the program into. Name one in ASTRAGO_RUNTIME_DIR that is writable, has 30 MB free and is not mounted noexec.',
  ],
  lostFolder: [
    '✕ 지금 있는 폴더가 지워졌습니다. 다른 폴더로 옮겨(cd) 다시 실행하십시오.',
    '✕ The folder you are in was removed. Change to another (cd) and run it again.',
  ],
}

/** Where programs of this user may lie, the best first. /tmp is often mounted so that no addon can be loaded from it. */
function places() {
  const { ASTRAGO_RUNTIME_DIR: named, XDG_CACHE_HOME: cache } = process.env
  if (named) return [resolve(named)]
  return [...ownPlace(cache), ...[tmpdir(), '/var/tmp', '/dev/shm'].map((folder) => join(folder, `astrago-${uid}`))]
}

/** None for a user who has no HOME and whom the system does not know. */
function ownPlace(cache) {
  if (uid === 0) return ['/var/cache/astrago']
  try {
    return [resolve(cache || join(homedir(), '.cache'), 'astrago')]
  } catch {
    return []
  }
}

/** One by one: Node's own recursive mkdir never returns where the system answers "no such file", as /proc does. */
function makeFolder(path) {
  if (existsSync(path)) return
  if (dirname(path) !== path) makeFolder(dirname(path))
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (!existsSync(path)) throw error
  }
}

/** Nobody else may have written what is going to be run. */
function isOurs(folder) {
  const { mode, uid: owner } = lstatSync(folder)
  return (mode & 0o170000) === 0o040000 && owner === uid && (mode & 0o022) === 0
}

/** A machine that lost its power, or that cleans its temporary folders by age, leaves files empty or away. */
function isWhole(folder) {
  return FILES.every((key) => {
    const found = statSync(join(folder, key.slice(PROGRAM.length)), { throwIfNoEntry: false })
    return found?.size === getRawAsset(key).byteLength
  })
}

/** One that only wants a newer C library was let in: what needs it says so, and the rest of the program does without. */
function tryAddon(file) {
  try {
    process.dlopen({ exports: {} }, file)
  } catch (error) {
    if (!/version `GLIBC[\w.]*' not found/.test(error.message)) throw error
  }
}

/** Written beside and renamed, so that what is there is whole, also when two start at once or one is killed. */
function unpack(place, target) {
  const part = mkdtempSync(join(place, 'part-'))
  try {
    for (const key of FILES) {
      const file = join(part, key.slice(PROGRAM.length))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, Buffer.from(getRawAsset(key)))
    }
    if (addon) tryAddon(join(part, addon))
    if (existsSync(target)) renameSync(target, `${part}-damaged`)
    renameSync(part, target)
  } catch (error) {
    if (!isWhole(target)) throw error
  } finally {
    for (const left of [part, `${part}-damaged`]) rmSync(left, { recursive: true, force: true })
  }
}

function programIn(place) {
  makeFolder(place)
  if (!isOurs(place)) throw new Error(`${place}: not this user's alone`)
  const target = join(place, id)
  if (existsSync(target) && !isOurs(target)) throw new Error(`${target}: not this user's alone`)
  if (!isWhole(target)) unpack(place, target)
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
  end([...TEXTS.noFolder, ...problems])
}

function end(lines) {
  process.stderr.write([...lines, ''].join('\n'))
  process.exit(1)
}

function refuseLostFolder() {
  try {
    process.cwd()
  } catch {
    end(TEXTS.lostFolder)
  }
}

refuseLostFolder()
const program = findProgram()
enableCompileCache(join(program, 'compiled'))
createRequire(join(program, '/'))('./start.cjs')
