import { AppError } from '@astrago/contracts'
import { z } from 'zod'
import type { Db } from '../open.ts'
import type { SealedSecret } from '../vault.ts'

const Values = z.record(z.string(), z.unknown())

export type SectionRow = {
  section: string
  revision: number
  values: Record<string, unknown>
  savedAt: string
  savedBy: string
}

/** The saved sections of a site; one that was never saved is not among them. */
export async function readSections(db: Db, siteId: string): Promise<SectionRow[]> {
  const rows = await db.section.findMany({ where: { siteId } })
  return rows.map(({ siteId: _, values, ...row }) => ({ ...row, values: Values.parse(JSON.parse(values)) }))
}

export type SectionSave = {
  siteId: string
  section: string
  /** The revision that the editor started from; 0 for a section that was never saved. */
  revision: number
  values: Record<string, unknown>
  /** Secrets of the section that are new; they are written with it or not at all. */
  secrets: readonly SealedSecret[]
  /** Names of secrets that were cleared. */
  cleared: readonly string[]
  who: string
}

/** @throws SECTION_CHANGED when the section as it is stored is not the revision that the editor started from */
export function refuseStale(
  row: Pick<SectionRow, 'revision' | 'savedBy'> | null | undefined,
  { section, revision }: Pick<SectionSave, 'section' | 'revision'>,
): void {
  const now = row?.revision ?? 0
  if (now !== revision)
    throw new AppError('SECTION_CHANGED', { params: { who: row?.savedBy ?? '', section, revision: now } })
}

/** @throws SECTION_CHANGED when somebody saved in between; nothing is written then. */
export const saveSection = (db: Db, save: SectionSave): Promise<void> => saveSections(db, [save])

/** All of them or none. @throws SECTION_CHANGED when somebody saved one of them in between */
export async function saveSections(db: Db, saves: readonly SectionSave[]): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const save of saves) await writeSection(tx, save)
  })
}

type Transaction = Parameters<Parameters<Db['$transaction']>[0]>[0]

async function writeSection(tx: Transaction, save: SectionSave): Promise<void> {
  const { siteId, section, revision, values, who } = save
  const data = { values: JSON.stringify(values), savedAt: new Date().toISOString(), savedBy: who }
  const row = await tx.section.findUnique({ where: { siteId_section: { siteId, section } } })
  refuseStale(row, { section, revision })
  await tx.section.upsert({
    where: { siteId_section: { siteId, section } },
    create: { siteId, section, revision: 1, ...data },
    update: { revision: revision + 1, ...data },
  })
  await tx.site.update({ where: { id: siteId }, data: { updatedAt: data.savedAt } })
  await tx.secret.deleteMany({ where: { siteId, name: { in: [...save.cleared] } } })
  for (const row of save.secrets)
    await tx.secret.upsert({ where: { siteId_name: { siteId, name: row.name } }, create: row, update: row })
}
