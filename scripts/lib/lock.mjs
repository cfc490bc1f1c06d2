// One set-up at a time in a checkout. The lock is the kernel's (flock) and hangs on the open file: it ends with the last
// process that has the file open, so one that was killed leaves none behind, and a program of its step that lives on
// still holds it. Where the system has no `flock`, nothing keeps two set-ups apart, and that is said.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { ROOT } from './run.mjs'
import { wordsFor } from './words.mjs'

const FOLDER = join(ROOT, '.cache')
/** Its content is the name of the step at hand. */
const FILE = join(FOLDER, 'setup.lock')
const BUSY = 1

/**
 * Does `work` while no other process of this checkout does such work, and says on `say` each step of another that it waits
 * for. `work` gets `begin`, which takes the name of the step that it begins, and the open file for the programs it runs.
 */
export async function alone(say, work) {
  const words = wordsFor()
  mkdirSync(FOLDER, { recursive: true })
  const file = openSync(FILE, 'a')
  try {
    let told = ''
    while (await isBusy(file, () => say(words.unlocked))) {
      await delay(300)
      const step = readFileSync(FILE, 'utf8')
      if (step && step !== told) say(words.waits(words[step]))
      told = step
    }
    writeFileSync(FILE, '')
    return await work((step) => writeFileSync(FILE, step), file)
  } finally {
    closeSync(file)
  }
}

function isBusy(file, sayUnlocked) {
  return new Promise((resolve) => {
    const child = spawn('flock', ['-n', '3'], { stdio: ['ignore', 'ignore', 'ignore', file] })
    child.on('error', () => {
      sayUnlocked()
      resolve(false)
    })
    child.on('close', (code) => resolve(code === BUSY))
  })
}
