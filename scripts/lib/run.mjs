// Child processes of the scripts. The scripts run under the Node that is there (20 or newer) and need no package.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../..')
const BIN = join(ROOT, 'node_modules/.bin')

/**
 * How Node runs the command: the space for young objects stays small (MiB), which costs no measurable time and spares
 * a hundred megabytes where a hundred hosts answer at once.
 */
export const COMMAND_FLAGS = JSON.parse(readFileSync(join(import.meta.dirname, 'command-flags.json'), 'utf8'))

/** The Node of the workspace; where its package has none for this system, the one that runs this script. */
export function pinnedNode() {
  const pinned = join(BIN, 'node')
  return existsSync(pinned) ? pinned : process.execPath
}

const environment = (extra = {}) => ({
  ...process.env,
  PATH: `${BIN}${delimiter}${process.env.PATH}`,
  NEXT_TELEMETRY_DISABLED: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
  ...extra,
})

/**
 * Runs a command to its end and gives its exit code, and the signal if one ended it; its output goes to this terminal, or
 * is collected with `quiet`. Signals that this script gets are passed on. It keeps the file `lock` open as long as it lives.
 */
export function run(command, args, { quiet = false, cwd = ROOT, env = {}, lock } = {}) {
  return new Promise((resolve) => {
    const streams = quiet ? ['ignore', 'pipe', 'pipe'] : ['inherit', 'inherit', 'inherit']
    const stdio = lock === undefined ? streams : [...streams, lock]
    const child = spawn(command, args, { cwd, stdio, env: environment(env) })
    let output = ''
    child.stdout?.on('data', (chunk) => {
      output += chunk
    })
    child.stderr?.on('data', (chunk) => {
      output += chunk
    })
    const pass = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, pass)
    const end = (code, signal = null) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, pass)
      resolve({ code, signal, output })
    }
    child.on('error', (error) => {
      output += `${error.message}\n`
      if (!quiet) process.stderr.write(`${error.message}\n`)
      end(127)
    })
    child.on('close', (code, signal) => end(code ?? (signal ? 130 : 1), signal))
  })
}
