import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto'
import { AppError } from '@astrago/contracts'
import { z } from 'zod'

/** The vault's key under a passphrase. Base64. */
export const SealedKey = z.object({ salt: z.string(), iv: z.string(), tag: z.string(), data: z.string() })
export type SealedKey = z.infer<typeof SealedKey>

// N = 2^17, r = 8: OWASP password storage cheat sheet.
const fromPassphrase = (passphrase: string, salt: Buffer): Buffer =>
  scryptSync(passphrase.normalize('NFC'), salt, 32, { N: 2 ** 17, maxmem: 256 * 2 ** 20 })

export function sealKey(key: Buffer, passphrase: string): SealedKey {
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', fromPassphrase(passphrase, salt), iv)
  const data = Buffer.concat([cipher.update(key), cipher.final()])
  const text = (bytes: Buffer): string => bytes.toString('base64')
  return { salt: text(salt), iv: text(iv), tag: text(cipher.getAuthTag()), data: text(data) }
}

/** @throws BACKUP_PASSPHRASE_WRONG */
export function openSealedKey(sealed: SealedKey, passphrase: string): Buffer {
  const bytes = (text: string): Buffer => Buffer.from(text, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', fromPassphrase(passphrase, bytes(sealed.salt)), bytes(sealed.iv))
    decipher.setAuthTag(bytes(sealed.tag))
    return Buffer.concat([decipher.update(bytes(sealed.data)), decipher.final()])
  } catch (cause) {
    throw new AppError('BACKUP_PASSPHRASE_WRONG', { cause })
  }
}
