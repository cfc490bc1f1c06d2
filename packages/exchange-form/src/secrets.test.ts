import { describe, expect, test } from 'vitest'
import { FIELD_IDS, fieldOf } from './fields/index.ts'
import { SECRET_COLUMNS } from './node.ts'
import { SAMPLE_SITE, sampleAnswers } from './samples.ts'
import { forgetSecrets, maskAnswers, secretNames, secretsToGenerate } from './secrets.ts'
import type { Draft } from './spec.ts'
import { splitSecrets } from './split-secrets.ts'

const SECRETS = FIELD_IDS.filter((id) => fieldOf(id).secret)
const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\r\nb3BlbnNzaA\r\n-----END OPENSSH PRIVATE KEY-----'

describe('maskAnswers', () => {
  test('leaves no text of any secret, whatever its form', () => {
    const planted = Object.fromEntries(
      SECRETS.map((id, index) => [id, index % 2 ? 'PLANTED' : { secretRef: 'PLANTED' }]),
    )
    const rows = [Object.fromEntries(SECRET_COLUMNS.map((column) => [column, 'PLANTED']))]
    const masked = maskAnswers({ ...sampleAnswers(), ...planted, 'resources.nodes': rows, 'old.password': 'PLANTED' })
    expect(JSON.stringify(masked)).not.toContain('PLANTED')
    expect(SECRETS.filter((id) => (masked[id] as { secret?: boolean }).secret !== true)).toEqual([])
  })
  test('keeps the rest, and a secret that is not set stays absent', () => {
    const masked = maskAnswers({ 'network.vip': '10.20.0.10', 'accounts.sshPassword': null })
    expect(masked).toEqual({ 'network.vip': '10.20.0.10' })
  })
})

const split = (values: Draft, kept: Draft = {}) => splitSecrets(values, kept)

describe('splitSecrets', () => {
  test('takes texts out for the vault and keeps half-filled values', () => {
    expect(
      split({
        'network.vip': ' 10.20.0.',
        'network.domain': ' ',
        'network.dnsServers': ['10.20.0.2', ' '],
        'accounts.sshPort': '2222',
        'accounts.sshPassword': ' with blanks ',
        'accounts.sudoPassword': null,
        'resources.nodes': [{ name: ' cp-1 ', memoryGib: '64', address: '', surprise: 1 }],
      }),
    ).toEqual({
      plain: {
        'network.vip': '10.20.0.',
        'network.domain': null,
        'network.dnsServers': ['10.20.0.2'],
        'accounts.sshPort': 2222,
        'accounts.sshPassword': { secretRef: 'vault:accounts.sshPassword' },
        'accounts.sudoPassword': null,
        'resources.nodes': [{ name: 'cp-1', memoryGib: 64 }],
      },
      secrets: { 'accounts.sshPassword': ' with blanks ' },
      moved: {},
      problems: [],
    })
  })
  test('a mask, a reference or an empty box leaves a secret alone', () => {
    const values = {
      'accounts.sshPassword': { secret: true },
      'accounts.sudoPassword': { secretRef: 'vault:accounts.sudoPassword' },
      'backup.secretKey': '',
    }
    expect(split(values)).toEqual({ plain: {}, secrets: {}, moved: {}, problems: [] })
  })
  test('keys get line feeds, the last one included', () => {
    expect(split({ 'accounts.sshKey': KEY }).secrets['accounts.sshKey']).toBe(`${KEY.replaceAll('\r', '')}\n`)
  })
  test.each([
    ['general.customerName', { html: '<b>' }],
    ['resources.nodes', 'cp-1'],
    ['resources.nodes', [{ name: { nested: true } }]],
    ['security.cisProfile', 'yes'],
    ['no.such', 'value'],
    ['__proto__.x', 'value'],
    ['accounts.sshPassword', 42],
    ['accounts.sshPassword', 'two\nlines'],
    ['accounts.sshKey', 'not a key'],
    ['platform.mariadbPassword', 'short'],
    ['network.proxyUrl', 'http://svc:planted@proxy:3128'],
    ['network.proxyUrl', 'svc:planted@proxy:3128'],
    ['platform.keycloakExternalUrl', 'https://svc:planted@sso.local/auth'],
  ])('refuses %s = %j', (id, value) => {
    const { problems, ...rest } = split({ [id]: value })
    expect(rest).toEqual({ plain: {}, secrets: {}, moved: {} })
    expect(problems.map(({ field }) => field)).toEqual([id])
    expect(JSON.stringify(problems)).not.toContain(JSON.stringify(value))
  })
  test.each([
    'xiirocks',
    'astrago',
    'Astrago123!@#',
    'administrator',
    'password1234',
    'P@ssw0rd2026',
    'prom-operator',
    'Harbor12345!!',
    'adminadmin12',
    '123456789012',
    'aaaaaaaaaaaaaa',
  ])('refuses the weak default %s for the platform', (text) => {
    const { secrets, problems } = split({ 'platform.keycloakAdminPassword': text })
    expect(secrets).toEqual({})
    expect(problems).toHaveLength(1)
  })
  test('of several faults the first is said', () => {
    const { problems } = split({ 'platform.keycloakAdminPassword': 'admin' })
    expect(problems.map(({ message }) => message.ko)).toEqual(['비밀번호는 12자 이상이어야 합니다.'])
  })
  test('takes a good one', () => {
    expect(split({ 'platform.keycloakAdminPassword': 'correct horse battery' }).secrets).toEqual({
      'platform.keycloakAdminPassword': 'correct horse battery',
    })
  })
})

describe('secrets of servers', () => {
  const NODES = 'resources.nodes'
  const name = (row: string, column = 'sshPassword') => `${NODES}.${row}.${column}`
  const ref = (row: string, column?: string) => ({ secretRef: `vault:${name(row, column)}` })
  const mask = (of: string) => ({ secret: true, of })
  const rows = (...cells: object[]) => ({ [NODES]: cells })
  const kept = rows({ name: 'gpu-1', sshPassword: ref('gpu-1') }, { name: 'gpu-2', sshPassword: ref('gpu-2') })

  test('go to the vault under the name of the server; the row refers to them', () => {
    expect(split(rows({ name: 'gpu.a', sshPassword: ' p w ', sudoPassword: 's' }, { name: 'b', sshKey: KEY }))).toEqual(
      {
        plain: rows(
          { name: 'gpu.a', sshPassword: ref('gpu.a'), sudoPassword: ref('gpu.a', 'sudoPassword') },
          { name: 'b', sshKey: ref('b', 'sshKey') },
        ),
        secrets: {
          [name('gpu.a')]: ' p w ',
          [name('gpu.a', 'sudoPassword')]: 's',
          [name('b', 'sshKey')]: `${KEY.replaceAll('\r', '')}\n`,
        },
        moved: {},
        problems: [],
      },
    )
  })
  test('leave as masks that say whose they are, and are left alone by them', () => {
    const masked = maskAnswers(kept)
    expect(masked).toEqual(
      rows({ name: 'gpu-1', sshPassword: mask('gpu-1') }, { name: 'gpu-2', sshPassword: mask('gpu-2') }),
    )
    expect(split(masked, kept)).toEqual({ plain: kept, secrets: {}, moved: {}, problems: [] })
    expect(split(kept, kept)).toEqual({ plain: kept, secrets: {}, moved: {}, problems: [] })
  })
  test('follow their server to another name and place, also when two change names', () => {
    const swapped = rows({ name: 'gpu-1', sshPassword: mask('gpu-2') }, { name: 'gpu-2', sshPassword: mask('gpu-1') })
    expect(split(swapped, kept)).toMatchObject({
      plain: rows({ sshPassword: ref('gpu-1') }, { sshPassword: ref('gpu-2') }),
      moved: { [name('gpu-1')]: name('gpu-2'), [name('gpu-2')]: name('gpu-1') },
    })
  })
  test('of a server without a name of its own go by its place, and move when it has one', () => {
    const unfinished = split(
      rows({ name: 'GPU 1', sshPassword: 'a' }, { name: 'x', sshPassword: 'b' }, { name: 'x', sshPassword: 'c' }),
    )
    expect(unfinished.secrets).toEqual({ [name('#1')]: 'a', [name('x')]: 'b', [name('#3')]: 'c' })
    const [first] = unfinished.plain[NODES] as object[]
    expect(split(rows({ ...first, name: 'gpu-1' }), unfinished.plain).moved).toEqual({ [name('gpu-1')]: name('#1') })
  })
  test('that nobody put there are refused at their cell', () => {
    const stolen = [
      mask('gpu-9'),
      { secretRef: 'vault:accounts.sshPassword' },
      { secretRef: 'vault:cluster.token' },
      { secretRef: 'file:/etc/shadow' },
      { secretRef: 'env:HOME' },
      { secretRef: `vault:${name('gpu-2', 'sudoPassword')}` },
      { secret: true, of: 'gpu-2', more: 'x' },
      { secret: 'yes' },
    ]
    for (const cell of stolen) {
      const { plain, problems } = split(rows({ name: 'gpu-1' }, { name: 'new', sshPassword: cell }), kept)
      expect(plain).toEqual({})
      expect(problems.map(({ field, row, column }) => [field, row, column])).toEqual([[NODES, 1, 'sshPassword']])
    }
  })
  test('that are malformed are refused and not repeated', () => {
    const { plain, secrets, problems } = split(rows({ name: 'a', sshPassword: 'pla\nted', sshKey: 'PLANTED' }))
    expect({ plain, secrets }).toEqual({ plain: {}, secrets: {} })
    expect(problems.map(({ column }) => column)).toEqual(['sshPassword', 'sshKey'])
    expect(JSON.stringify(problems)).not.toMatch(/PLANTED|nted/)
  })
  test('are named by what refers to them', () => {
    expect(secretNames({ ...kept, 'backup.secretKey': { secretRef: 'vault:backup.secretKey' } })).toEqual([
      'backup.secretKey',
      name('gpu-1'),
      name('gpu-2'),
    ])
  })
})

test('forgetSecrets asks again for every secret but the generated', () => {
  const draft = {
    'network.vip': '10.20.0.10',
    'backup.secretKey': { secretRef: 'env:KEY' },
    'platform.mariadbPassword': { secretRef: 'env:DB' },
    'resources.nodes': [{ name: 'a', sshPassword: { secretRef: 'file:/x' } }, { name: 'b' }],
  }
  expect(forgetSecrets(draft)).toEqual({
    'network.vip': '10.20.0.10',
    'backup.secretKey': { secret: false },
    'resources.nodes': [{ name: 'a', sshPassword: { secret: false } }, { name: 'b' }],
  })
})

describe('secretsToGenerate', () => {
  test('names what is asked for and empty', () => {
    expect(secretsToGenerate(sampleAnswers(), SAMPLE_SITE)).toEqual([
      'platform.astragoUserInitPassword',
      'platform.keycloakClientSecret',
      'platform.keycloakAdminPassword',
      'platform.mariadbPassword',
      'platform.mariadbRootPassword',
      'platform.grafanaAdminPassword',
    ])
  })
  test('follows the answers, and leaves out what the customer must tell', () => {
    const draft = {
      'platform.harborEnabled': true,
      'platform.keycloakKind': 'external',
      'platform.mariadbPassword': { secret: true },
    }
    expect(secretsToGenerate(draft, SAMPLE_SITE)).toEqual([
      'platform.astragoUserInitPassword',
      'platform.mariadbRootPassword',
      'platform.grafanaAdminPassword',
      'platform.harborAdminPassword',
    ])
  })
})
