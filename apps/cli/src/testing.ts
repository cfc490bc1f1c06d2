import { PassThrough } from 'node:stream'
import { runCli } from './cli.ts'
import type { Io } from './command.ts'

type Given = { stdin?: string } & Partial<Io>

/** Runs the command as it is run in a pipe, save for what is given. */
export async function astrago(args: string[], { stdin = '', ...io }: Given = {}) {
  const out: Uint8Array[] = []
  let err = ''
  const code = await runCli(args, {
    out: (content) => {
      out.push(Buffer.from(content))
    },
    err: (text) => {
      err += text
    },
    input: new PassThrough().end(stdin),
    env: {},
    terminal: false,
    color: false,
    live: false,
    width: 100,
    signal: new AbortController().signal,
    ...io,
  })
  return { code, out: Buffer.concat(out).toString('utf8'), err }
}
