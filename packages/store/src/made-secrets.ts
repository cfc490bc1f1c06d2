import { AppError } from '@astrago/contracts'
import { z } from 'zod'
import type { Db } from './open.ts'
import { readSections } from './rows/sections.ts'
import type { Vault } from './vault.ts'

const Made = z.object({ secretRef: z.string().startsWith('vault:'), made: z.literal(true) })

/** The fields of a site whose passwords the console made itself. What a person typed is not among them. */
export async function madeSecrets(db: Db, siteId: string): Promise<string[]> {
  const sections = await readSections(db, siteId)
  return sections.flatMap(({ values }) => Object.keys(values).filter((field) => Made.safeParse(values[field]).success))
}

/** A password that the console made, for who has to log in with it. @throws PASSWORD_NOT_MADE for any other */
export async function readMadeSecret(
  { db, vault }: { db: Db; vault: () => Vault },
  siteId: string,
  field: string,
): Promise<string> {
  const made = await madeSecrets(db, siteId)
  const text = made.includes(field) ? await vault().get(siteId, field) : null
  if (text === null) throw new AppError('PASSWORD_NOT_MADE', { params: { field } })
  return text
}
