import type { Host } from '@astrago/hosts'
import PQueue from 'p-queue'
import type { WantedImage } from '../input.ts'
import type { Account } from './account.ts'
import type { Evidence } from './evidence.ts'
import { type Manifest, manifestOf } from './image-name.ts'
import { answerTo, challengeOf, logIn, type Registry } from './registry-login.ts'
import { secureAskFrom } from './secure-ask.ts'
import { PUBLIC_ROOTS } from './tls.ts'

const AT_ONCE = 6
/** What manifests may be (OCI image specification, media types; and Docker's own before it). */
const MANIFESTS = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ')

export type PullQuestion = {
  /** `host` or `host:port`. */
  address: string
  /** PEM of those that count besides the public ones. */
  authorities: readonly string[]
  account: Account | null
  images: readonly WantedImage[]
}
type Found = Evidence['pull']
type Image = Found['images'][number]

/**
 * Logs in to the registry as the host sees it and asks for the manifest of each image, as a container runtime does before
 * it fetches anything. Nothing is fetched. @throws what the connection to the host throws
 */
export async function askForImages(host: Host, question: PullQuestion, signal: AbortSignal): Promise<Found> {
  const { address, account, images } = question
  const ask = secureAskFrom(host, { roots: [...PUBLIC_ROOTS, ...question.authorities], signal })
  const registry: Registry = { ask, base: new URL(`https://${address}/v2/`), account }
  const { login, service } = await logIn(registry)
  const found = { address, user: account?.user ?? null, login, service }
  if (login !== 'accepted' && login !== 'anonymous' && login !== 'open') return { ...found, images: [] }
  const queue = new PQueue({ concurrency: AT_ONCE })
  const look = async ({ name, delivered }: WantedImage): Promise<Image> => {
    const manifest = manifestOf(name)
    return { name, delivered, status: manifest ? await statusOf(registry, manifest) : null }
  }
  return { ...found, images: await queue.addAll(images.map((image) => () => look(image))) }
}

/** The end of a HEAD for a manifest (OCI distribution specification, end-3); null where none came. */
async function statusOf(registry: Registry, { repository, reference }: Manifest): Promise<number | null> {
  const url = new URL(`${repository}/manifests/${reference}`, registry.base)
  const head = { method: 'HEAD', headers: { accept: MANIFESTS } } as const
  const first = await registry.ask(url, head)
  if (first?.status !== 401) return first?.status ?? null
  const { header } = await answerTo(registry, challengeOf(first), `repository:${repository}:pull`)
  if (header === null) return first.status
  const second = await registry.ask(url, { ...head, headers: { ...head.headers, authorization: header } })
  return second?.status ?? null
}
