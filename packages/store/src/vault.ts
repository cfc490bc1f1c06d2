import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto'
import { AppError } from '@astrago/contracts'
import type { PrismaClient } from './generated/client.ts'

/** Secrets of sites, AES-256-GCM. A reference is `vault:` and an id; it says nothing of its value. */
export type Vault = {
  /** Stores a new secret and gives its reference. */
  put(siteId: string, text: string): Promise<string>
  /** @throws NOT_FOUND when there is no such secret, VAULT_KEY_WRONG when the row does not open with this key. */
  get(ref: string): Promise<string>
  /** Every secret of a site, for its redactor. */
  all(siteId: string): Promise<string[]>
  remove(refs: readonly string[]): Promise<void>
}

export function openVault(db: PrismaClient, key: Buffer): Vault {
  const open = (row: { ref: string; iv: Uint8Array; tag: Uint8Array; data: Uint8Array }): string => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, row.iv).setAAD(Buffer.from(row.ref))
      decipher.setAuthTag(row.tag)
      return Buffer.concat([decipher.update(row.data), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new AppError('VAULT_KEY_WRONG', { params: { path: row.ref }, cause })
    }
  }

  return {
    async put(siteId, text) {
      const ref = `vault:${randomUUID()}`
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(ref))
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      await db.secret.create({ data: { ref, siteId, iv, tag: new Uint8Array(cipher.getAuthTag()), data } })
      return ref
    },
    async get(ref) {
      const row = await db.secret.findUnique({ where: { ref } })
      if (!row) throw new AppError('NOT_FOUND', { params: { what: ref } })
      return open(row)
    },
    async all(siteId) {
      return (await db.secret.findMany({ where: { siteId } })).map(open)
    },
    async remove(refs) {
      await db.secret.deleteMany({ where: { ref: { in: [...refs] } } })
    },
  }
}
