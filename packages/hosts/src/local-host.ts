import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { homedir, userInfo } from 'node:os'
import { AppError } from '@astrago/contracts'
import type { Work } from './earlier-commands.ts'
import type { Connection, Host, ReachResult } from './host.ts'
import { reachBy } from './reach.ts'
import { reachAnswer } from './reach-answers.ts'
import { lostError } from './ssh-errors.ts'
import type { Exit, Running, Transport } from './transport.ts'
import { hostForWork, hostOver } from './transport-host.ts'

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * This very machine, without SSH, as the user who runs the console; root's commands go through `sudo -n`. Commands see
 * the environment of a login, not the console's own.
 */
export function localHost(name: string): Host {
  return hostOver(...localParts(name, 'nopasswd'))
}

/** The same, but never as more than its user: root's commands are refused to everybody else. */
export function localHostAsUser(name: string): Host {
  return hostOver(...localParts(name, 'root'))
}

/** The same, to work on under a name; see SshOptions.work. */
export function localHostForWork(name: string, work: Work): Promise<Host> {
  return hostForWork(...localParts(name, 'nopasswd'), work)
}

/** `otherwise`: how root's commands run where the user is not root. */
function localParts(name: string, otherwise: 'nopasswd' | 'root'): Parameters<typeof hostOver> {
  const { username: user, uid } = userInfo()
  const children = new Set<ChildProcessWithoutNullStreams>()
  let closed = false
  const start = async (line: string): Promise<Running> => {
    if (closed) throw lostError(name)
    const home = homedir()
    const env = { PATH, HOME: home, USER: user, LOGNAME: user, SHELL: '/bin/sh' }
    // A session of its own, as sshd gives each command: what ends it does not end the console.
    // Like sshd, it does without a home that is not there, as that of many a service account.
    const child = spawn('/bin/sh', ['-c', line], { cwd: existsSync(home) ? home : '/', env, detached: true })
    children.add(child)
    child.once('close', () => children.delete(child))
    return running(name, user, child, () => closed)
  }
  const transport: Transport = {
    name,
    user,
    sudo: { kind: uid === 0 ? 'root' : otherwise },
    start,
    startAside: start,
  }
  const own = {
    connect: localConnect,
    reach: (address: string, port: number, timeoutMs: number) => reachBy(localConnect(address, port, timeoutMs)),
    close: async () => {
      closed = true
      for (const child of children) kill(child)
    },
  }
  return [transport, own]
}

function running(host: string, user: string, child: ChildProcessWithoutNullStreams, isClosed: () => boolean): Running {
  const exit = new Promise<Exit>((resolve, reject) => {
    child.once('exit', (code, signal) => (isClosed() ? reject(lostError(host)) : resolve({ code, signal })))
    child.once('error', ({ message }) => {
      reject(new AppError('HOST_LOGIN_UNUSABLE', { host, params: { user, detail: message } }))
    })
  })
  return { stdin: child.stdin, stdout: child.stdout, stderr: child.stderr, exit, hangUp: () => kill(child) }
}

function kill(child: ChildProcessWithoutNullStreams): void {
  child.kill('SIGKILL')
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
}

function localConnect(address: string, port: number, timeoutMs: number): Promise<Connection> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port })
    const end = (result: Exclude<ReachResult, 'open'>) => {
      clearTimeout(timer)
      socket.destroy()
      resolve({ result })
    }
    const timer = setTimeout(end, timeoutMs, 'timeout')
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeAllListeners('error')
      resolve({ result: 'open', stream: socket })
    })
    // With several addresses the message is empty and the code is the first one's.
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(reachAnswer(`${error.code} ${error.message}`))
    })
  })
}
