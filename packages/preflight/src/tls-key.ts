import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { z } from 'zod'

/** What checks may know of a private key: that it is missing, that it cannot be used, or whose it is. */
export const TlsKey = z.union([z.enum(['missing', 'unusable']), z.string().regex(/^sha256:[0-9a-f]{64}$/)])
export type TlsKey = z.infer<typeof TlsKey>

/** The same for both halves of a key pair and for the certificate of it. Tells nothing of the private half. */
export function keyFingerprint(publicKey: KeyObject): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  return `sha256:${createHash('sha256').update(spki).digest('hex')}`
}

/** Of a key in PEM; one with a passphrase, which no server could start with unattended, is unusable. */
export function tlsKeyOf(pem: string | undefined): TlsKey {
  if (!pem?.trim()) return 'missing'
  try {
    return keyFingerprint(createPublicKey(createPrivateKey(pem)))
  } catch {
    return 'unusable'
  }
}

type Answers = { 'network.tlsMode'?: unknown; 'network.tlsKey'?: { secretRef: string } | undefined }

/** Of the key that the answers refer to, read by `secretOf`; undefined where the site has none of its own or it cannot be had. */
export async function siteTlsKey(
  answers: Answers,
  secretOf: (ref: string) => Promise<string>,
): Promise<TlsKey | undefined> {
  if (answers['network.tlsMode'] !== 'own') return undefined
  const key = answers['network.tlsKey']
  if (!key) return 'missing'
  return secretOf(key.secretRef).then(tlsKeyOf, () => undefined)
}
