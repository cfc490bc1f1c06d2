import { AppError } from '@astrago/contracts'
import type { Answers, Node, SecretRef } from '@astrago/exchange-form'
import type { SshTarget } from '@astrago/hosts'

/** Gives the text of a secret of the answers by the reference that stands there. */
export type SecretOf = (secretRef: string) => Promise<string>

/**
 * Where a site's nodes are reached over SSH and how root is gained there, by node name. What a node has of its own goes
 * before what the site has for all.
 * @throws VALIDATION_FAILED naming the first account answer that is missing, and what `secretOf` throws
 */
export async function targetsOf(answers: Answers, secretOf: SecretOf): Promise<Map<string, SshTarget>> {
  const read = once(secretOf)
  const target = async (node: Node): Promise<SshTarget> => ({
    name: node.name,
    address: node.address,
    port: node.sshPort ?? answers['accounts.sshPort'] ?? 22,
    user: userOf(answers, node),
    auth: await authOf(answers, node, read),
    sudo: await sudoOf(answers, node, read),
  })
  const nodes = answers['resources.nodes'] ?? []
  return new Map(await Promise.all(nodes.map(async (node) => [node.name, await target(node)] as const)))
}

type Read = (ref: SecretRef) => Promise<string>

/** Many nodes share a secret: it is fetched once. */
function once(secretOf: SecretOf): Read {
  const texts = new Map<string, Promise<string>>()
  return ({ secretRef }) => {
    const text = texts.get(secretRef) ?? secretOf(secretRef)
    texts.set(secretRef, text)
    return text
  }
}

const userOf = (answers: Answers, { sshUser }: Node): string => sshUser ?? needed(answers, 'accounts.sshUser')

async function authOf(answers: Answers, node: Node, read: Read): Promise<SshTarget['auth']> {
  if (node.sshKey) return keyOf(node.sshKey, node.sshKeyPassphrase, read)
  if (node.sshPassword) return { kind: 'password', password: await read(node.sshPassword) }
  if (needed(answers, 'accounts.sshAuth') === 'password')
    return { kind: 'password', password: await read(needed(answers, 'accounts.sshPassword')) }
  return keyOf(needed(answers, 'accounts.sshKey'), answers['accounts.sshKeyPassphrase'], read)
}

async function keyOf(key: SecretRef, passphrase: SecretRef | undefined, read: Read): Promise<SshTarget['auth']> {
  const privateKey = await read(key)
  return { kind: 'key', privateKey, ...(passphrase && { passphrase: await read(passphrase) }) }
}

/** Where sudo asks for a password and none is named for it, it is that of the login: of the node's own before the site's. */
async function sudoOf(answers: Answers, node: Node, read: Read): Promise<SshTarget['sudo']> {
  if (userOf(answers, node) === 'root') return { kind: 'root' }
  const kind = needed(answers, 'accounts.sudo')
  if (kind !== 'password' && !node.sudoPassword) return { kind }
  const own = node.sudoPassword ?? (node.sshKey ? undefined : node.sshPassword)
  return { kind: 'password', password: await read(own ?? sitesSudoPassword(answers)) }
}

function sitesSudoPassword(answers: Answers): SecretRef {
  const login = answers['accounts.sshAuth'] === 'password' ? answers['accounts.sshPassword'] : undefined
  return answers['accounts.sudoPassword'] ?? login ?? needed(answers, 'accounts.sudoPassword')
}

function needed<K extends keyof Answers>(answers: Answers, field: K): NonNullable<Answers[K]> {
  const value = answers[field]
  if (value === undefined || value === null) throw new AppError('VALIDATION_FAILED', { params: { detail: field } })
  return value
}
