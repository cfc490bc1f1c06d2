import { PassThrough } from 'node:stream'
import { runCli } from './cli.ts'
import type { Io } from './command.ts'

type Given = { stdin?: string } & Partial<Io>

/** What a command works with in a pipe, save for what is given; and what it wrote. */
export function testIo({ stdin = '', ...io }: Given = {}) {
  const said = { out: [] as Uint8Array[], err: '' }
  const used: Io = {
    out: (content) => {
      said.out.push(Buffer.from(content))
    },
    err: (text) => {
      said.err += text
    },
    input: new PassThrough().end(stdin),
    env: {},
    terminal: false,
    color: false,
    live: false,
    width: 100,
    signal: new AbortController().signal,
    ...io,
  }
  return { io: used, said }
}

/** Runs the command as it is run in a pipe, save for what is given. */
export async function astrago(args: string[], given: Given = {}) {
  const { io, said } = testIo(given)
  const code = await runCli(args, io)
  return { code, out: Buffer.concat(said.out).toString('utf8'), err: said.err }
}
