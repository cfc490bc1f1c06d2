import { randomUUID } from 'node:crypto'
import { AppError, type Distribution, type Profile, Site, type SiteKind } from '@astrago/contracts'
import type { Db } from '../open.ts'

const now = (): string => new Date().toISOString()

export type NewSite = { name: string; kind: SiteKind; profile: Profile; distribution: Distribution }
export type SiteChange = { [K in 'name' | 'profile' | 'distribution' | 'archived']?: Site[K] | undefined }

export async function listSites(db: Db): Promise<Site[]> {
  const rows = await db.site.findMany({ orderBy: [{ archived: 'asc' }, { createdAt: 'desc' }] })
  return rows.map((row) => Site.parse(row))
}

/** @throws NOT_FOUND */
export async function readSite(db: Db, id: string): Promise<Site> {
  const row = await db.site.findUnique({ where: { id } })
  if (!row) throw new AppError('NOT_FOUND', { params: { what: 'site' } })
  return Site.parse(row)
}

/** @throws NAME_TAKEN when a site that is not archived has the name */
export async function makeSite(db: Db, site: NewSite): Promise<Site> {
  return db.$transaction(async (tx) => {
    await refuseTakenName(tx as Db, site.name, null)
    const row = await tx.site.create({ data: { ...site, id: randomUUID(), createdAt: now(), updatedAt: now() } })
    return Site.parse(row)
  })
}

/** @throws NOT_FOUND, NAME_TAKEN */
export async function changeSite(db: Db, id: string, change: SiteChange): Promise<Site> {
  return db.$transaction(async (tx) => {
    const site = await readSite(tx as Db, id)
    const next = { ...site, ...definedOnly(change) }
    if (!next.archived) await refuseTakenName(tx as Db, next.name, id)
    const { name, profile, distribution, archived } = next
    const data = { name, profile, distribution, archived, updatedAt: now() }
    return Site.parse(await tx.site.update({ where: { id }, data }))
  })
}

export async function readArtifactFolder(db: Db, id: string): Promise<string | null> {
  return (await db.site.findUnique({ where: { id }, select: { artifactFolder: true } }))?.artifactFolder ?? null
}

export async function setArtifactFolder(db: Db, id: string, artifactFolder: string | null): Promise<void> {
  await db.site.update({ where: { id }, data: { artifactFolder, updatedAt: now() } })
}

async function refuseTakenName(db: Db, name: string, except: string | null): Promise<void> {
  const others = await db.site.findMany({ where: { name, archived: false } })
  if (others.some(({ id }) => id !== except)) throw new AppError('NAME_TAKEN', { params: { name } })
}

function definedOnly<T extends object>(value: T): Partial<{ [K in keyof T]: NonNullable<T[K]> }> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as never
}
