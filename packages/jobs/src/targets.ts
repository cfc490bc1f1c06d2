import { AppError } from '@astrago/contracts'
import type { Answers, Node } from '@astrago/exchange-form'
import type { SshTarget } from '@astrago/hosts'

/** Gives the text of a secret of the answers by the reference that stands there. */
export type SecretOf = (secretRef: string) => Promise<string>

/**
 * Where a site's nodes are reached over SSH and how root is gained there, by node name.
 * @throws VALIDATION_FAILED naming the first account answer that is missing, and what `secretOf` throws
 */
export async function targetsOf(answers: Answers, secretOf: SecretOf): Promise<Map<string, SshTarget>> {
  const auth = await authOf(answers, secretOf)
  const sudo = await sudoOf(answers, secretOf)
  const target = ({ name, address, sshUser, sshPort }: Node): SshTarget => ({
    name,
    address,
    port: sshPort ?? answers['accounts.sshPort'] ?? 22,
    user: sshUser ?? needed(answers, 'accounts.sshUser'),
    auth,
    sudo,
  })
  return new Map((answers['resources.nodes'] ?? []).map((node) => [node.name, target(node)]))
}

async function authOf(answers: Answers, secretOf: SecretOf): Promise<SshTarget['auth']> {
  if (needed(answers, 'accounts.sshAuth') === 'password')
    return { kind: 'password', password: await secretOf(needed(answers, 'accounts.sshPassword').secretRef) }
  const privateKey = await secretOf(needed(answers, 'accounts.sshKey').secretRef)
  const passphrase = answers['accounts.sshKeyPassphrase']
  return { kind: 'key', privateKey, ...(passphrase ? { passphrase: await secretOf(passphrase.secretRef) } : {}) }
}

async function sudoOf(answers: Answers, secretOf: SecretOf): Promise<SshTarget['sudo']> {
  const kind = needed(answers, 'accounts.sudo')
  if (kind !== 'password') return { kind }
  return { kind, password: await secretOf(needed(answers, 'accounts.sudoPassword').secretRef) }
}

function needed<K extends keyof Answers>(answers: Answers, field: K): NonNullable<Answers[K]> {
  const value = answers[field]
  if (value === undefined || value === null) throw new AppError('VALIDATION_FAILED', { params: { detail: field } })
  return value
}
