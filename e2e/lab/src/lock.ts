import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { LabError } from './shell.ts'

/**
 * Holds an exclusive lock on `file` while `work` runs; others wait up to `waitSeconds`. The lock belongs to a child
 * process that ends with this one, so a killed process never leaves it behind.
 */
export async function withLock<T>(file: string, waitSeconds: number, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true })
  const [program, ...args] = holdCommand(file, waitSeconds)
  const holder = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => holder.once('close', () => resolve()))
  try {
    const held = await new Promise<boolean>((resolve, reject) => {
      holder.stdout.once('data', () => resolve(true))
      holder.once('close', () => resolve(false))
      holder.once('error', reject)
    })
    if (!held) throw new LabError(`${file} was held by another process for ${waitSeconds} s`)
    return await work()
  } finally {
    holder.stdin.end()
    await ended
  }
}

/** Says `held` when it has the lock, and keeps it as long as its standard input is open. */
function holdCommand(file: string, waitSeconds: number): [string, ...string[]] {
  return ['flock', '--exclusive', '--timeout', String(waitSeconds), file, 'sh', '-c', 'echo held; cat']
}
