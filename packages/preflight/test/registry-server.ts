import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { authority, bcrypt } from './certificates.ts'

const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json'
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'

type Place = { address: string; port: number }
type Auth = { htpasswd: { realm: string; path: string } } | { token: Record<string, string> }

const answers = ({ address, port }: Place): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, address)
    socket.once('connect', () => resolve(socket.destroy() === socket))
    socket.once('error', () => resolve(false))
  })

/** Debian's docker-registry (the Distribution project's), on an address of this machine. */
export class RegistryServer {
  /** PEM of the authority that signed its certificate. */
  readonly ca: string
  readonly folder: string
  /** Everything that it logged. */
  log = ''
  readonly #place: Place
  #process: ChildProcess | null = null

  private constructor(folder: string, ca: string, place: Place) {
    this.folder = folder
    this.ca = ca
    this.#place = place
  }

  static async make(place: Place, account: { user: string; password: string }): Promise<RegistryServer> {
    const folder = await mkdtemp(join(tmpdir(), 'registry-'))
    const ca = await authority(folder, place.address)
    await writeFile(join(folder, 'htpasswd'), `${account.user}:${await bcrypt(account.password)}\n`)
    return new RegistryServer(folder, ca, place)
  }

  get address(): string {
    return `${this.#place.address}:${this.#place.port}`
  }

  /** Starts it over TLS with passwords of its own, or as `auth` says. */
  serve(auth: Auth = { htpasswd: { realm: 'lab', path: join(this.folder, 'htpasswd') } }): Promise<void> {
    const tls = { certificate: join(this.folder, 'leaf.pem'), key: join(this.folder, 'leaf.key') }
    return this.#start({ auth, http: { addr: this.address, tls } })
  }

  /** Puts an image with nothing in it there, while nobody has to log in. */
  async fill(repository: string, tag: string): Promise<void> {
    await this.#start({ http: { addr: this.address } })
    const base = `http://${this.address}/v2/${repository}`
    const config = Buffer.from('{}')
    const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`
    const upload = await fetch(`${base}/blobs/uploads/`, { method: 'POST' })
    await fetch(`${upload.headers.get('location')}&digest=${digest}`, { method: 'PUT', body: config })
    const manifest = {
      ...{ schemaVersion: 2, mediaType: MANIFEST_TYPE, layers: [] },
      config: { mediaType: CONFIG_TYPE, size: config.length, digest },
    }
    const put = await fetch(`${base}/manifests/${tag}`, {
      ...{ method: 'PUT', headers: { 'content-type': MANIFEST_TYPE } },
      body: JSON.stringify(manifest),
    })
    if (put.status !== 201) throw new Error(`${repository}:${tag}: ${put.status} ${await put.text()}`)
    await this.stop()
  }

  async #start(config: object): Promise<void> {
    await this.stop()
    const file = join(this.folder, 'config.yml')
    const storage = { filesystem: { rootdirectory: join(this.folder, 'images') } }
    await writeFile(file, JSON.stringify({ version: 0.1, storage, ...config }))
    const started = spawn('setpriv', ['--pdeathsig=TERM', 'docker-registry', 'serve', file], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#process = started
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        this.log += chunk.toString()
      })
    const end = Date.now() + 10_000
    while (!(await answers(this.#place))) {
      if (started.exitCode !== null || Date.now() > end) throw new Error(`docker-registry: ${this.log}`)
    }
  }

  async stop(): Promise<void> {
    const running = this.#process
    this.#process = null
    if (!running || running.exitCode !== null) return
    running.kill()
    await once(running, 'exit')
  }

  async remove(): Promise<void> {
    await this.stop()
    await rm(this.folder, { recursive: true })
  }
}
