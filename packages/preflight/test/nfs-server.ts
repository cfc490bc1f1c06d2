import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PORT = 2049
/** Each a folder of its own, exported as `/NAME`. */
const EXPORTS = {
  good: 'Access_Type = RW; Squash = No_Root_Squash;',
  'read-only': 'Access_Type = RO; Squash = No_Root_Squash;',
  squash: 'Access_Type = RW; Squash = Root_Squash;',
  closed: 'Access_Type = RW; Squash = Root_Squash;',
  secure: 'Access_Type = RW; Squash = No_Root_Squash; PrivilegedPort = true;',
} as const
type ExportName = keyof typeof EXPORTS

/** NFS-Ganesha from Debian, on an address of this machine. */
export class NfsServer {
  readonly address: string
  readonly folder: string
  #process: ChildProcess | null = null

  private constructor(address: string, folder: string) {
    this.address = address
    this.folder = folder
  }

  static async make(address: string): Promise<NfsServer> {
    const folder = await mkdtemp(join(tmpdir(), 'nfs-'))
    for (const name of Object.keys(EXPORTS)) await mkdir(join(folder, name))
    await chmod(join(folder, 'squash'), 0o777)
    await writeFile(join(folder, 'good', 'a-file'), '')
    return new NfsServer(address, folder)
  }

  /** Names in an export, as they lie on this machine. */
  filesOf(name: ExportName): Promise<string[]> {
    return readdir(join(this.folder, name))
  }

  /** @param minors minor versions of NFS 4 that it speaks */
  async serve(minors = '0,1'): Promise<void> {
    await this.stop()
    const config = join(this.folder, 'ganesha.conf')
    const log = join(this.folder, 'ganesha.log')
    const exported = Object.entries(EXPORTS).map(
      (
        [name, access],
        index,
      ) => `EXPORT { Export_Id = ${index + 1}; Path = ${join(this.folder, name)}; Pseudo = /${name};
  SecType = sys; Protocols = 4; FSAL { Name = VFS; } ${access} }`,
    )
    await mkdir(join(this.folder, 'recovery'), { recursive: true })
    await writeFile(
      config,
      `NFS_CORE_PARAM { Bind_addr = ${this.address}; NFS_Port = ${PORT}; Protocols = 4; Enable_NLM = false; Enable_RQUOTA = false; }
NFSV4 { Graceless = true; Minor_Versions = ${minors}; RecoveryRoot = "${join(this.folder, 'recovery')}"; }
${exported.join('\n')}
`,
    )
    const started = spawn(
      'setpriv',
      ['--pdeathsig=KILL', 'ganesha.nfsd', '-F', '-f', config, '-L', log, '-p', join(this.folder, 'pid')],
      { stdio: 'ignore' },
    )
    this.#process = started
    const end = Date.now() + 15_000
    while (!(await this.#answers())) {
      if (started.exitCode === null && Date.now() < end) continue
      throw new Error(`ganesha.nfsd: ${await readFile(log, 'utf8').catch(() => 'no log')}`)
    }
  }

  #answers(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(PORT, this.address)
      socket.once('connect', () => resolve(socket.destroy() === socket))
      socket.once('error', () => resolve(false))
    })
  }

  async stop(): Promise<void> {
    const running = this.#process
    this.#process = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    running.kill('SIGKILL')
    await once(running, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop()
    await rm(this.folder, { recursive: true })
  }
}
