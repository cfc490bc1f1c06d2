import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '@astrago/contracts'
import type { PrismaClient } from './generated/client.ts'

/** Secrets of sites by name (a field id), AES-256-GCM. A reference to one is `vault:<name>`; it says nothing of its value. */
export type Vault = {
  /** A secret as the row it becomes, for a transaction that writes more than the secret. */
  seal(siteId: string, name: string, text: string): SealedSecret
  /** Stores a secret in place of an older one of the name. */
  put(siteId: string, name: string, text: string): Promise<void>
  /** @throws VAULT_KEY_WRONG when a row does not open with this key */
  get(siteId: string, name: string): Promise<string | null>
  /** Every secret of a site by name, for its redactor. */
  all(siteId: string): Promise<Map<string, string>>
  remove(siteId: string, names: readonly string[]): Promise<void>
}

type Bytes = Uint8Array<ArrayBuffer>
export type SealedSecret = { siteId: string; name: string; iv: Bytes; tag: Bytes; data: Bytes }

const bound = (siteId: string, name: string): Buffer => Buffer.from(JSON.stringify([siteId, name]))

export function openVault(db: PrismaClient, key: Buffer): Vault {
  const open = ({ siteId, name, iv, tag, data }: SealedSecret): string => {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(bound(siteId, name))
      decipher.setAuthTag(tag)
      return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new AppError('VAULT_KEY_WRONG', { params: { path: name }, cause })
    }
  }

  const seal = (siteId: string, name: string, text: string): SealedSecret => {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound(siteId, name))
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return { siteId, name, iv, tag: new Uint8Array(cipher.getAuthTag()), data }
  }

  return {
    seal,
    async put(siteId, name, text) {
      const row = seal(siteId, name, text)
      await db.secret.upsert({ where: { siteId_name: { siteId, name } }, create: row, update: row })
    },
    async get(siteId, name) {
      const row = await db.secret.findUnique({ where: { siteId_name: { siteId, name } } })
      return row && open(row)
    },
    async all(siteId) {
      const rows = await db.secret.findMany({ where: { siteId } })
      return new Map(rows.map((row) => [row.name, open(row)]))
    },
    async remove(siteId, names) {
      await db.secret.deleteMany({ where: { siteId, name: { in: [...names] } } })
    },
  }
}
