import { z } from 'zod'

/** The first file of a backup: what it is, and what a program has to know to read it. */
export const Manifest = z.object({
  format: z.literal('astrago-backup'),
  version: z.literal(1),
  /** Version of the program that made it. */
  product: z.string(),
  madeAt: z.string(),
  /** Names of the migrations that its database has. */
  migrations: z.array(z.string()),
  /** Whether the vault's key is in it, under a passphrase. */
  key: z.boolean(),
})
export type Manifest = z.infer<typeof Manifest>

export const NAMES = {
  manifest: 'manifest.json',
  rows: 'console.db',
  vault: 'vault.json',
  key: 'vault-key.json',
} as const
