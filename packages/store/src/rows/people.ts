import { randomUUID } from 'node:crypto'
import { AppError, type Role, User } from '@astrago/contracts'
import type { Db } from '../open.ts'

export type UserRow = User & { passwordHash: string }
export type NewUser = { name: string; role: Exclude<Role, 'customer'>; passwordHash: string }

const keyOf = (name: string): string => name.trim().normalize('NFC').toLowerCase()

export async function listUsers(db: Db): Promise<User[]> {
  return (await db.user.findMany({ orderBy: { createdAt: 'asc' } })).map((row) => User.parse(row))
}

export async function findUser(db: Db, name: string): Promise<UserRow | null> {
  const row = await db.user.findUnique({ where: { nameKey: keyOf(name) } })
  return row && { ...User.parse(row), passwordHash: row.passwordHash }
}

/** @throws NAME_TAKEN */
export async function addUser(db: Db, { name, role, passwordHash }: NewUser): Promise<User> {
  return db.$transaction((tx) => createUser(tx as Db, { name, role, passwordHash }))
}

/** Makes the first reseller; two who follow the one-time link at once cannot both succeed. @throws LINK_INVALID */
export async function addFirstUser(db: Db, user: Omit<NewUser, 'role'>): Promise<User> {
  return db.$transaction(async (tx) => {
    if ((await tx.user.count()) > 0) throw new AppError('LINK_INVALID')
    return createUser(tx as Db, { ...user, role: 'reseller' })
  })
}

/** Ends the user's sessions when it disables. @throws NOT_FOUND, LAST_RESELLER */
export async function setUserDisabled(db: Db, id: string, disabled: boolean): Promise<User> {
  return db.$transaction(async (tx) => {
    const row = await tx.user.findUnique({ where: { id } })
    if (!row) throw new AppError('NOT_FOUND', { params: { what: 'user' } })
    const others = await tx.user.count({ where: { role: 'reseller', disabled: false, id: { not: id } } })
    if (disabled && row.role === 'reseller' && others === 0) throw new AppError('LAST_RESELLER')
    if (disabled) await tx.session.deleteMany({ where: { userId: id } })
    return User.parse(await tx.user.update({ where: { id }, data: { disabled } }))
  })
}

/** Sets a new password and ends every session of the user but `keepSession`. */
export async function setPassword(db: Db, id: string, passwordHash: string, keepSession?: string): Promise<void> {
  await db.$transaction([
    db.user.update({ where: { id }, data: { passwordHash } }),
    db.session.deleteMany({ where: { userId: id, ...(keepSession ? { tokenHash: { not: keepSession } } : {}) } }),
  ])
}

export async function countUsers(db: Db): Promise<number> {
  return db.user.count()
}

async function createUser(db: Db, { name, role, passwordHash }: NewUser): Promise<User> {
  const nameKey = keyOf(name)
  if (await db.user.findUnique({ where: { nameKey } })) throw new AppError('NAME_TAKEN', { params: { name } })
  const data = { id: randomUUID(), name, nameKey, role, passwordHash, createdAt: new Date().toISOString() }
  return User.parse(await db.user.create({ data }))
}
