import type { Answers, Node } from '@astrago/exchange-form'
import { expect, test } from 'vitest'
import { targetsOf } from './targets.ts'

const ref = (name: string) => ({ secretRef: `vault:${name}` })
const node = (name: string, own: Partial<Node> = {}): Node => ({
  name,
  address: '10.20.0.11',
  roles: ['worker'],
  ...own,
})
const SITE: Answers = {
  'accounts.sshUser': 'ubuntu',
  'accounts.sshPort': 2200,
  'accounts.sshAuth': 'password',
  'accounts.sshPassword': ref('pw'),
  'accounts.sudo': 'password',
  'accounts.sudoPassword': ref('sudo'),
}
const KEYED: Answers = { ...SITE, 'accounts.sshAuth': 'key', 'accounts.sshKey': ref('key') }

/** The one target of a node, its secrets as the references they were read by. */
async function targetOf(answers: Answers, own: Partial<Node> = {}) {
  const targets = await targetsOf({ ...answers, 'resources.nodes': [node('a', own)] }, async (name) => name)
  return targets.get('a')
}
const password = (name: string) => ({ kind: 'password', password: `vault:${name}` })

test('what the site says counts for a node that says nothing', async () => {
  expect(await targetOf(SITE)).toEqual({
    name: 'a',
    address: '10.20.0.11',
    port: 2200,
    user: 'ubuntu',
    auth: password('pw'),
    sudo: password('sudo'),
  })
  const key = { ...KEYED, 'accounts.sshKeyPassphrase': ref('phrase'), 'accounts.sudo': 'nopasswd' } as const
  expect(await targetOf(key)).toMatchObject({
    auth: { kind: 'key', privateKey: 'vault:key', passphrase: 'vault:phrase' },
    sudo: { kind: 'nopasswd' },
  })
})

test.each<[string, Answers, Partial<Node>, object]>([
  [
    'its own password, which sudo takes too',
    SITE,
    { sshPassword: ref('own') },
    { auth: password('own'), sudo: password('own') },
  ],
  [
    'its own password and sudo password',
    SITE,
    { sshPassword: ref('own'), sudoPassword: ref('rise') },
    { auth: password('own'), sudo: password('rise') },
  ],
  [
    'its own key without the passphrase of the site',
    { ...KEYED, 'accounts.sshKeyPassphrase': ref('phrase') },
    { sshKey: ref('own') },
    { auth: { kind: 'key', privateKey: 'vault:own' }, sudo: password('sudo') },
  ],
  [
    'its own key among passwords',
    SITE,
    { sshKey: ref('own'), sshKeyPassphrase: ref('phrase') },
    { auth: { kind: 'key', privateKey: 'vault:own', passphrase: 'vault:phrase' } },
  ],
  ['its own user and port', SITE, { sshUser: 'ops', sshPort: 22 }, { user: 'ops', port: 22, auth: password('pw') }],
  ['root, who needs no sudo', SITE, { sshUser: 'root' }, { user: 'root', sudo: { kind: 'root' } }],
  [
    'a sudo password where others need none',
    { ...SITE, 'accounts.sudo': 'nopasswd' },
    { sudoPassword: ref('rise') },
    { sudo: password('rise') },
  ],
])('a node has %s', async (_, answers, own, expected) => {
  expect(await targetOf(answers, own)).toMatchObject(expected)
})

test('an unnamed sudo password is that of the login', async () => {
  const { 'accounts.sudoPassword': _, ...rest } = SITE
  expect(await targetOf(rest)).toMatchObject({ sudo: password('pw') })
  const { 'accounts.sudoPassword': __, ...keyed } = KEYED
  await expect(targetOf(keyed)).rejects.toMatchObject({ details: { params: { detail: 'accounts.sudoPassword' } } })
})

test('a login that every node has of its own is not asked of the site', async () => {
  const { 'accounts.sshPassword': _, ...rest } = SITE
  expect(await targetOf(rest, { sshPassword: ref('own') })).toMatchObject({ auth: password('own') })
  await expect(targetOf(rest)).rejects.toMatchObject({ details: { params: { detail: 'accounts.sshPassword' } } })
})

test('a shared secret is fetched once', async () => {
  const asked: string[] = []
  const nodes = Array.from({ length: 50 }, (_, index) => node(`n-${index}`))
  await targetsOf({ ...SITE, 'resources.nodes': nodes }, async (name) => {
    asked.push(name)
    return name
  })
  expect(asked.sort()).toEqual(['vault:pw', 'vault:sudo'])
})
