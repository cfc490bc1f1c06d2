import { type NodeRole, ROUTES } from '@astrago/contracts'
import type { Lab } from '@astrago/lab'
import { expect } from 'vitest'
import type { TemporaryConsole } from './testing.ts'

const PASSWORD = 'Throw-away-1'

/** The body of an answer that has to be a good one. */
export function ok<T>(answer: { status: number; body: unknown }): T {
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 })
  return answer.body as T
}

/** Looks at the keys of all hosts of the console's site and confirms them. */
export async function confirmKeys(it: TemporaryConsole): Promise<void> {
  const params = { site: it.site.id }
  const seen = ok<{ name: string; key: { offered: string } }[]>(
    await it.reseller(ROUTES.reachHosts, { params, body: {} }),
  )
  const hosts = seen.map(({ name, key }) => ({ name, fingerprint: key.offered }))
  ok(await it.reseller(ROUTES.confirmHostKeys, { params, body: { hosts } }))
}

/** Makes the hosts of a lab those of the console's site, `roles` in their order, and lets it log in to them. */
export async function siteOnLab(it: TemporaryConsole, lab: Lab, roles: readonly NodeRole[][]): Promise<void> {
  const save = async (section: string, values: Record<string, unknown>): Promise<void> => {
    ok(
      await it.reseller(ROUTES.saveSection, {
        params: { site: it.site.id, section },
        body: { revision: 0, values },
      }),
    )
  }
  const nodes = lab.hosts.map(({ name, address }, i) => ({ name, address, roles: roles[i] }))
  await save('resources', { 'resources.nodes': nodes })
  await save('accounts', {
    'accounts.sshUser': 'admin',
    'accounts.sshAuth': 'password',
    'accounts.sshPassword': PASSWORD,
    'accounts.sudo': 'password',
    'accounts.sudoPassword': PASSWORD,
  })
  await confirmKeys(it)
}
