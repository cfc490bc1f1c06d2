const HUB = 'docker.io'
const REPOSITORY = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/
const REFERENCE = /^(?:\w[\w.-]{0,127}|sha256:[0-9a-f]{64})$/

export type Manifest = { repository: string; reference: string }

/**
 * Where a registry keeps an image, by the name that pods call it: without the registry that the name begins with, as
 * container runtimes ask a mirror. Null for what is no name of an image (grammar of the Distribution project, reference).
 */
export function manifestOf(name: string): Manifest | null {
  const [tagged = '', digest] = name.split('@')
  const colon = tagged.lastIndexOf(':')
  const hasTag = colon > tagged.lastIndexOf('/')
  const parts = (hasTag ? tagged.slice(0, colon) : tagged).split('/')
  const [first = ''] = parts
  const named = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost')
  const path = named ? parts.slice(1) : parts
  const official = path.length === 1 && (!named || first === HUB)
  const repository = [...(official ? ['library'] : []), ...path].join('/')
  const reference = digest ?? (hasTag ? tagged.slice(colon + 1) : 'latest')
  return REPOSITORY.test(repository) && REFERENCE.test(reference) ? { repository, reference } : null
}
