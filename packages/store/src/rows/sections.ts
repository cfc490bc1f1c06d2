import { AppError } from '@astrago/contracts'
import { z } from 'zod'
import type { Db } from '../open.ts'

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
  who: string
}

/** @throws SECTION_CHANGED when somebody saved in between; nothing is written then. */
export async function saveSection(db: Db, { siteId, section, revision, values, who }: SectionSave): Promise<void> {
  const data = { values: JSON.stringify(values), savedAt: new Date().toISOString(), savedBy: who }
  await db.$transaction(async (tx) => {
    const row = await tx.section.findUnique({ where: { siteId_section: { siteId, section } } })
    if ((row?.revision ?? 0) !== revision)
      throw new AppError('SECTION_CHANGED', {
        params: { who: row?.savedBy ?? '', section, revision: row?.revision ?? 0 },
      })
    await tx.section.upsert({
      where: { siteId_section: { siteId, section } },
      create: { siteId, section, revision: 1, ...data },
      update: { revision: revision + 1, ...data },
    })
  })
}
