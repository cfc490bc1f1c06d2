import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import type { Client } from 'ssh2'
import { expect, test } from 'vitest'
import { exec } from './ssh-exec.ts'

/** Stands in for a channel of ssh2 whose opening, exit code and end come in one packet. */
function suddenClient(exit?: unknown[]): Client {
  const channel = Object.assign(new PassThrough(), { stderr: new PassThrough() })
  const client = Object.assign(new EventEmitter(), {
    exec: (_line: string, opened: (error: undefined, channel: unknown) => void) => {
      opened(undefined, channel)
      if (exit) channel.emit('exit', ...exit)
      setImmediate(() => channel.emit('close'))
    },
  })
  return client as unknown as Client
}

test('an exit code that comes with the opening is not missed', async () => {
  const running = await exec(suddenClient([7]), 'exit 7', 'n1')
  expect(await running.exit).toEqual({ code: 7, signal: null })
})

test('a signal has no code', async () => {
  const running = await exec(suddenClient([null, 'SIGKILL']), 'x', 'n1')
  expect(await running.exit).toEqual({ code: null, signal: 'SIGKILL' })
})

test('an end without an exit code is a lost command', async () => {
  const running = await exec(suddenClient(), 'x', 'n1')
  await expect(running.exit).rejects.toMatchObject({ code: 'HOST_LOST', details: { host: 'n1' } })
})
