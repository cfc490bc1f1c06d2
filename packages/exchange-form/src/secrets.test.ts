import { describe, expect, test } from 'vitest'
import { FIELD_IDS, fieldOf } from './fields/index.ts'
import { SAMPLE_SITE, sampleAnswers } from './samples.ts'
import { maskAnswers, secretsToGenerate, splitSecrets } from './secrets.ts'

const SECRETS = FIELD_IDS.filter((id) => fieldOf(id).secret)
const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\r\nb3BlbnNzaA\r\n-----END OPENSSH PRIVATE KEY-----'

describe('maskAnswers', () => {
  test('leaves no text of any secret, whatever its form', () => {
    const planted = Object.fromEntries(
      SECRETS.map((id, index) => [id, index % 2 ? 'PLANTED' : { secretRef: 'PLANTED' }]),
    )
    const masked = maskAnswers({ ...sampleAnswers(), ...planted, 'old.password': 'PLANTED' })
    expect(JSON.stringify(masked)).not.toContain('PLANTED')
    expect(SECRETS.filter((id) => (masked[id] as { secret?: boolean }).secret !== true)).toEqual([])
  })
  test('keeps the rest, and a secret that is not set stays absent', () => {
    const masked = maskAnswers({ 'network.vip': '10.20.0.10', 'accounts.sshPassword': null })
    expect(masked).toEqual({ 'network.vip': '10.20.0.10' })
  })
})

describe('splitSecrets', () => {
  test('takes texts out for the vault and keeps half-filled values', () => {
    expect(
      splitSecrets({
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
        'resources.nodes': [{ name: 'cp-1', memoryGib: 64 }],
      },
      secrets: { 'accounts.sshPassword': ' with blanks ', 'accounts.sudoPassword': null },
      problems: [],
    })
  })
  test('a mask, a reference or an empty box leaves a secret alone', () => {
    const values = {
      'accounts.sshPassword': { secret: true },
      'accounts.sudoPassword': { secretRef: 'vault:accounts.sudoPassword' },
      'backup.secretKey': '',
    }
    expect(splitSecrets(values)).toEqual({ plain: {}, secrets: {}, problems: [] })
  })
  test('keys get line feeds, the last one included', () => {
    expect(splitSecrets({ 'accounts.sshKey': KEY }).secrets['accounts.sshKey']).toBe(`${KEY.replaceAll('\r', '')}\n`)
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
  ])('refuses %s = %j', (id, value) => {
    const { plain, secrets, problems } = splitSecrets({ [id]: value })
    expect({ plain, secrets }).toEqual({ plain: {}, secrets: {} })
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
    const { secrets, problems } = splitSecrets({ 'platform.keycloakAdminPassword': text })
    expect(secrets).toEqual({})
    expect(problems).toHaveLength(1)
  })
  test('of several faults the first is said', () => {
    const { problems } = splitSecrets({ 'platform.keycloakAdminPassword': 'admin' })
    expect(problems.map(({ message }) => message.ko)).toEqual(['비밀번호는 12자 이상이어야 합니다.'])
  })
  test('takes a good one', () => {
    expect(splitSecrets({ 'platform.keycloakAdminPassword': 'correct horse battery' }).secrets).toEqual({
      'platform.keycloakAdminPassword': 'correct horse battery',
    })
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
