import { chmodSync, rmSync } from 'node:fs'
import { createServer, request as httpRequest, type Server } from 'node:http'
import { join } from 'node:path'
import { AppError, Problem, toProblem } from '@astrago/contracts'
import { z } from 'zod'
import type { Store } from '../open.ts'
import { runShellCommand, type ShellAnswer, ShellRequest, type ShellStore } from './commands.ts'

const Reply = z.union([z.object({ problem: Problem }), z.object({ answer: z.custom<ShellAnswer>(), url: z.string() })])

/** A socket that only the owner of the data folder can open; its path must stay below the kernel's 108 bytes. */
const socketPath = (dataDir: string): string => join(dataDir, 'shell.sock')

/** Serves shell commands to other processes of the folder's owner while the console runs; `onDone` follows each. */
export async function serveShell(
  store: Store,
  url: string,
  onDone: () => Promise<void> = async () => {},
): Promise<{ close: () => void }> {
  const path = socketPath(store.dataDir)
  rmSync(path, { force: true })
  const server = createServer(async (request, response) => {
    const reply = await answer({ db: store.db, vault: () => store.vault }, request)
      .then((result) => onDone().then(() => ({ answer: result, url })))
      .catch((error) => ({ problem: toProblem(error) }))
    response.setHeader('content-type', 'application/json').end(JSON.stringify(reply))
  })
  await listen(server, path)
  chmodSync(path, 0o600)
  return { close: () => server.close() }
}

async function answer(store: ShellStore, body: AsyncIterable<Buffer>): Promise<ShellAnswer> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  const parsed = ShellRequest.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  if (!parsed.success) throw new AppError('VALIDATION_FAILED', { params: { detail: z.prettifyError(parsed.error) } })
  return runShellCommand(store, parsed.data)
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => server.once('error', reject).listen(path, resolve))
}

/** Asks the running console of a data folder. @throws the console's AppError, DATA_FOLDER_IN_USE when it does not answer */
export function askConsole(dataDir: string, request: ShellRequest): Promise<{ answer: ShellAnswer; url: string }> {
  return new Promise((resolve, reject) => {
    const unanswered = (cause: unknown): void =>
      reject(new AppError('DATA_FOLDER_IN_USE', { params: { path: dataDir, pid: '?' }, cause }))
    const sent = httpRequest({ socketPath: socketPath(dataDir), method: 'POST', timeout: 30_000 }, async (response) => {
      try {
        const reply = Reply.parse(await new Response(response as never).json())
        if ('problem' in reply) reject(AppError.of(reply.problem))
        else resolve(reply)
      } catch (error) {
        unanswered(error)
      }
    })
    sent.on('error', unanswered).end(JSON.stringify(request))
  })
}
