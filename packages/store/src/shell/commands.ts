import { AppError, Password, Role, type Site, SiteName, type User, UserName } from '@astrago/contracts'
import { z } from 'zod'
import { keptKubeconfig } from '../kubeconfig.ts'
import { madeSecrets, readMadeSecret } from '../made-secrets.ts'
import type { Db } from '../open.ts'
import { hashPassword } from '../password.ts'
import { noteAudit } from '../rows/audit.ts'
import { addUser, countUsers, findUser, listUsers, setPassword, setUserDisabled } from '../rows/people.ts'
import { makeLink } from '../rows/sessions.ts'
import { listSites } from '../rows/sites.ts'
import type { Vault } from '../vault.ts'

const LINK_MINUTES = 15
export const FIRST_LINK_MINUTES = 24 * 60

const Named = z.object({ name: UserName })

/** What the owner of the data folder may do from the shell: whoever can read the folder needs no password for it. */
export const ShellRequest = z.discriminatedUnion('command', [
  z.object({ command: z.literal('users') }),
  /** Only while nobody has an account. */
  z.object({ command: z.literal('first-link') }),
  Named.extend({ command: z.literal('add-user'), role: Role.exclude(['customer']), password: Password }),
  /** Whether there is one, before a password is asked for. */
  Named.extend({ command: z.literal('find-user') }),
  Named.extend({ command: z.literal('set-password'), password: Password }),
  Named.extend({ command: z.literal('login-link') }),
  Named.extend({ command: z.literal('disable-user'), disabled: z.boolean() }),
  z.object({ command: z.literal('kubeconfig'), site: SiteName }),
  z.object({ command: z.literal('passwords'), site: SiteName }),
  z.object({ command: z.literal('show-password'), site: SiteName, field: z.string() }),
])
export type ShellRequest = z.infer<typeof ShellRequest>

export type ShellAnswer = {
  users?: User[]
  user?: User
  token?: string
  kubeconfig?: string
  fields?: string[]
  password?: string
}

async function firstLink(db: Db): Promise<string> {
  if ((await countUsers(db)) > 0) throw new AppError('LINK_INVALID')
  const token = await makeLink(db, 'setup', null, FIRST_LINK_MINUTES)
  await noteAudit(db, { who: 'shell', role: '-', action: 'first-link' })
  return token
}

/** The vault is opened by the commands that need a secret. */
export type ShellStore = { db: Db; vault: () => Vault }

/** @throws NOT_FOUND, NAME_TAKEN, LAST_RESELLER, LINK_INVALID, KUBECONFIG_MISSING, PASSWORD_NOT_MADE, VAULT_KEY_MISSING, VAULT_KEY_WRONG */
export async function runShellCommand({ db, vault }: ShellStore, request: ShellRequest): Promise<ShellAnswer> {
  if (request.command === 'users') return { users: await listUsers(db) }
  if (request.command === 'first-link') return { token: await firstLink(db) }
  if (request.command === 'kubeconfig') return { kubeconfig: await readKubeconfig({ db, vault }, request.site) }
  if (request.command === 'passwords') return { fields: await madeSecrets(db, (await siteNamed(db, request.site)).id) }
  if (request.command === 'show-password') return { password: await showPassword({ db, vault }, request) }
  if (request.command === 'find-user') {
    await userNamed(db, request.name)
    return {}
  }
  const answer = await changePeople(db, request)
  await noteAudit(db, { who: 'shell', role: '-', action: actionOf(request), detail: request.name })
  return answer
}

type PeopleChange = Extract<ShellRequest, { command: 'add-user' | 'set-password' | 'login-link' | 'disable-user' }>

async function changePeople(db: Db, request: PeopleChange): Promise<ShellAnswer> {
  const { name } = request
  if (request.command === 'add-user')
    return { user: await addUser(db, { name, role: request.role, passwordHash: await hashPassword(request.password) }) }
  const { id } = await userNamed(db, name)
  if (request.command === 'login-link') return { token: await makeLink(db, 'login', id, LINK_MINUTES) }
  if (request.command === 'disable-user') return { user: await setUserDisabled(db, id, request.disabled) }
  await setPassword(db, id, await hashPassword(request.password))
  return {}
}

/** As the audit log calls what was done. */
const actionOf = (request: PeopleChange): string =>
  request.command === 'disable-user' && !request.disabled ? 'enable-user' : request.command

async function userNamed(db: Db, name: string): Promise<User> {
  const user = await findUser(db, name)
  if (!user) throw new AppError('NOT_FOUND', { params: { what: name } })
  return user
}

async function readKubeconfig({ db, vault }: ShellStore, named: string): Promise<string> {
  const site = await siteNamed(db, named)
  const text = await keptKubeconfig(vault(), site.id).read()
  if (text === null) throw new AppError('KUBECONFIG_MISSING', { params: { site: site.name } })
  await noteAudit(db, { who: 'shell', role: '-', action: 'download-kubeconfig', site: site.id })
  return text
}

async function showPassword(
  store: ShellStore,
  { site: named, field }: { site: string; field: string },
): Promise<string> {
  const site = await siteNamed(store.db, named)
  const password = await readMadeSecret(store, site.id, field)
  await noteAudit(store.db, { who: 'shell', role: '-', action: 'show-password', site: site.id, detail: field })
  return password
}

/** By id or name; of two of one name the one that is not archived. */
async function siteNamed(db: Db, named: string): Promise<Site> {
  const sites = await listSites(db)
  const site = sites.find(({ id }) => id === named) ?? sites.find(({ name }) => name === named)
  if (!site) throw new AppError('NOT_FOUND', { params: { what: named } })
  return site
}
