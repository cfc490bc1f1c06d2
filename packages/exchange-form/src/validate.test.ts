import type { FormProblem } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { SAMPLE_SITE, sampleAnswers } from './samples.ts'
import type { Draft, SiteFacts } from './spec.ts'
import { progress, readAnswers, validate } from './validate.ts'
import { optionsFor } from './values.ts'

const ONLINE: SiteFacts = { ...SAMPLE_SITE, profile: 'online' }
const LOCAL: SiteFacts = { ...SAMPLE_SITE, profile: 'online', kind: 'local' }
const sampleWith = (change: Draft): Draft => ({ ...sampleAnswers(), ...change })
const placesOf = (problems: FormProblem[]) =>
  problems.map(({ field, row, column, severity }) =>
    [field, row, column, severity].filter((part) => part !== undefined),
  )
const problemAt = (change: Draft, site = SAMPLE_SITE) => placesOf(validate(sampleWith(change), site))

test('the sample has no problem', () => {
  expect(validate(sampleAnswers(), SAMPLE_SITE)).toEqual([])
})

test('an empty form says what is missing, each at its field', () => {
  const missing = validate({}, SAMPLE_SITE).filter(({ severity }) => severity === 'missing')
  expect(missing.map(({ field }) => field)).toEqual([
    'general.customerName',
    'general.contactName',
    'network.externalAddress',
    'network.nodeCidr',
    'network.ntpServers',
    'accounts.sshUser',
    'accounts.sshPassword',
    'registry.kind',
    'resources.nodes',
    'storage.nfsServer',
    'storage.nfsPath',
  ])
  expect(missing.find(({ field }) => field === 'network.ntpServers')?.message.ko).toBe(
    '폐쇄망에서는 내부 NTP 서버가 꼭 필요합니다.',
  )
})

test('"This machine" needs no answer', () => {
  expect(validate({}, LOCAL)).toEqual([])
})

test.each<[string, Draft, SiteFacts, string]>([
  ['online without DNS', { 'network.dnsServers': [] }, ONLINE, 'network.dnsServers'],
  ['air-gapped without NTP', { 'network.ntpServers': [' '] }, SAMPLE_SITE, 'network.ntpServers'],
  ['air-gapped without a registry', { 'registry.kind': null }, SAMPLE_SITE, 'registry.kind'],
  ['a proxy without its address', {}, { ...SAMPLE_SITE, profile: 'proxy' }, 'network.proxyUrl'],
  ['an existing registry without address', { 'registry.kind': 'existing' }, SAMPLE_SITE, 'registry.address'],
  ['NFS without server', { 'storage.nfsServer': '' }, SAMPLE_SITE, 'storage.nfsServer'],
  ['local storage without server', { 'storage.kind': 'local' }, SAMPLE_SITE, 'storage.localNode'],
  ['own TLS without key', { 'network.tlsMode': 'own', 'network.tlsCertificate': PEM() }, SAMPLE_SITE, 'network.tlsKey'],
  ['a key login without key', { 'accounts.sshAuth': 'key' }, SAMPLE_SITE, 'accounts.sshKey'],
  [
    'an external Keycloak without the client secret',
    { 'platform.keycloakKind': 'external', 'platform.keycloakExternalUrl': 'https://sso.hanbit.co.kr' },
    SAMPLE_SITE,
    'platform.keycloakClientSecret',
  ],
])('missing: %s', (_, change, site, field) => {
  expect(placesOf(validate(sampleWith(change), site).filter(({ severity }) => severity !== 'hint'))).toEqual([
    [field, 'missing'],
  ])
})

test('every problem of several fields comes at once', () => {
  const places = problemAt({
    'general.contactEmail': 'hong',
    'network.vip': '10.20.0.300',
    'network.ntpServers': ['10.20.0.3', 'not a host'],
    'network.podCidr': '10.20.0.0/16',
    'resources.nodes': [
      { name: 'CP_1', address: '10.20.0.11', roles: [], cpus: 'many' },
      { name: 'gpu-1', address: '10.20.0.11', roles: ['control-plane', 'worker'] },
    ],
  })
  expect(places).toEqual([
    ['general.contactEmail', 'error'],
    ['network.vip', 'error'],
    ['network.ntpServers', 1, 'error'],
    ['resources.nodes', 0, 'name', 'error'],
    ['resources.nodes', 0, 'roles', 'missing'],
    ['resources.nodes', 0, 'cpus', 'error'],
    ['network.podCidr', 'error'],
    ['resources.nodes', 1, 'address', 'error'],
  ])
})

test.each([
  ['network.vip', 'fe80::1', '아직 IPv4만 지원합니다. IPv4 주소를 적어 주십시오.'],
  ['network.podCidr', 'fd00::/64', '아직 IPv4만 지원합니다. IPv4 주소를 적어 주십시오.'],
  ['network.podCidr', '10.42.0.9/16', '대역은 첫 주소로 적어야 합니다: 10.42.0.0/16'],
  ['accounts.sshPort', 70000, '1에서 65535 사이의 포트 번호여야 합니다.'],
  ['accounts.sshPort', 'ssh', '숫자를 적어 주십시오. 예: 22'],
  [
    'platform.astragoServicePort',
    8080,
    '30000에서 32767 사이의 포트여야 합니다. 쿠버네티스가 외부에 여는 포트 범위입니다.',
  ],
  ['security.selinux', 'off', '목록에 있는 값이 아닙니다. 고를 수 있는 값: keep, permissive'],
  ['general.customerName', 'x'.repeat(201), '너무 깁니다. 200자까지 적을 수 있습니다.'],
  ['general.customerName', { name: 'x' }, '이 항목에 맞지 않는 형식의 값입니다.'],
  ['backup.retention', 0, '1 이상이어야 합니다.'],
  ['backup.retention', 1.5, '소수점 없는 숫자를 적어 주십시오. 예: 14'],
  [
    'accounts.sshPassword',
    { secretRef: 'plain' },
    '비밀값은 "env:이름", "file:/경로", "vault:항목" 중 하나로 가리켜야 합니다.',
  ],
])('%s = %j is explained in our own words', (field, value, message) => {
  const found = validate(sampleWith({ [field]: value }), SAMPLE_SITE).filter((problem) => problem.field === field)
  expect(found.map(({ message: { ko } }) => ko)).toEqual([message])
})

test('blanks are left off a value, but may be a password', () => {
  expect(problemAt({ 'network.vip': ' 10.20.0.10 ', 'general.customerName': '  ' })).toEqual([
    ['general.customerName', 'missing'],
  ])
  expect(problemAt({ 'accounts.sshPassword': '   ' })).toEqual([['accounts.sshPassword', 'hint']])
})

describe('logins of single servers', () => {
  const rowsWith = (...cells: object[]) => ({
    'resources.nodes': sampleAnswers()['resources.nodes']?.map((row, index) => ({ ...row, ...cells[index] })),
  })
  const own = { sshPassword: { secret: true } }
  test('the site needs none when every server has its own', () => {
    expect(problemAt({ 'accounts.sshPassword': null, ...rowsWith(own, own, own) })).toEqual([])
    expect(problemAt({ 'accounts.sshPassword': null, ...rowsWith(own, own) })).toEqual([
      ['accounts.sshPassword', 'missing'],
    ])
  })
  test('a sudo password is asked for only where the login has none', () => {
    expect(problemAt({ 'accounts.sudoPassword': null })).toEqual([])
    const key = { 'accounts.sshAuth': 'key', 'accounts.sshKey': { secret: true } }
    expect(problemAt({ ...key, 'accounts.sudoPassword': null })).toEqual([['accounts.sudoPassword', 'missing']])
  })
  test('a secret that is wanted again is missing at its cell, a wrong one said there', () => {
    expect(
      problemAt(
        rowsWith({ sshPassword: { secret: false } }, { sshKey: 'no key' }, { sudoPassword: { secretRef: 'x' } }),
      ),
    ).toEqual([
      ['resources.nodes', 0, 'sshPassword', 'missing'],
      ['resources.nodes', 1, 'sshKey', 'error'],
      ['resources.nodes', 2, 'sudoPassword', 'error'],
    ])
  })
  test('an optional secret of an imported site is asked for again', () => {
    expect(
      problemAt({
        'accounts.sshAuth': 'key',
        'accounts.sshKey': { secret: true },
        'accounts.sshKeyPassphrase': { secret: false },
      }),
    ).toEqual([['accounts.sshKeyPassphrase', 'missing']])
  })
})

describe('what no longer applies', () => {
  test('a hidden field is not checked', () => {
    expect(problemAt({ 'network.proxyUrl': 'nonsense', 'backup.kind': null })).toEqual([])
  })
  test('unknown fields and values of any type throw nothing', () => {
    const junk = [null, 0, '', 'x', [], [null], {}, { secret: true }, true, [{ roles: 5 }], [[1]]]
    const drafts = junk.map((value) => Object.fromEntries(Object.keys(sampleAnswers()).map((id) => [id, value])))
    expect(drafts.map((draft) => Array.isArray(validate({ ...draft, 'no.such': 1 }, SAMPLE_SITE)))).not.toContain(false)
  })
})

test('the default of a choice that the distribution decides, and what can be chosen there', () => {
  const site = (distribution: SiteFacts['distribution']) => ({ ...SAMPLE_SITE, distribution })
  const plugin = (distribution: SiteFacts['distribution']) => readAnswers({}, site(distribution))['network.cni']
  expect([plugin('rke2'), plugin('k0s'), plugin('kubespray')]).toEqual(['canal', 'kube-router', 'calico'])
  expect(Object.keys(optionsFor('network.cni', site('k0s')))).toEqual(['calico', 'kube-router'])
  expect(Object.keys(optionsFor('network.tlsMode', site('k0s')))).toEqual(['self-signed', 'own'])
})

describe('readAnswers', () => {
  test('fills in defaults, turns digits into numbers and keeps no hidden or malformed value', () => {
    const answers = readAnswers(
      sampleWith({
        'network.podCidr': '',
        'network.vip': ' 10.20.0.10 ',
        'network.gateway': 'nowhere',
        'accounts.sshPort': '2222',
        'accounts.sshKey': { secretRef: 'env:KEY' },
      }),
      SAMPLE_SITE,
    )
    expect(answers).toMatchObject({
      'network.podCidr': '10.42.0.0/16',
      'network.vip': '10.20.0.10',
      'accounts.sshPort': 2222,
      'accounts.sshPassword': { secretRef: 'vault:accounts.sshPassword' },
    })
    expect(answers).not.toHaveProperty('network.gateway')
    expect(answers).not.toHaveProperty('accounts.sshKey')
  })
  test('keeps the servers that have what they must, without what is wrong about them', () => {
    const nodes = [{ name: 'cp-1', address: '10.20.0.11', roles: ['worker'], cpus: 'many' }, { name: 'half' }]
    expect(readAnswers({ 'resources.nodes': nodes }, SAMPLE_SITE)['resources.nodes']).toEqual([
      { name: 'cp-1', address: '10.20.0.11', roles: ['worker'] },
    ])
  })
  test('of the secrets of servers holds references only', () => {
    const ref = { secretRef: 'vault:resources.nodes.cp-1.sshKey' }
    const row = { name: 'cp-1', address: '10.20.0.11', roles: ['worker'], sshKey: ref, sudoPassword: 'planted' }
    const answers = readAnswers({ 'resources.nodes': [row] }, SAMPLE_SITE)
    expect(answers['resources.nodes']?.[0]?.sshKey).toEqual(ref)
    expect(JSON.stringify(answers)).not.toContain('planted')
  })
  test('never holds the text of a secret', () => {
    expect(readAnswers(sampleWith({ 'accounts.sshPassword': 'planted' }), SAMPLE_SITE)).not.toHaveProperty(
      'accounts.sshPassword',
    )
  })
})

describe('progress', () => {
  const of = (draft: Draft, section: string, site = SAMPLE_SITE) =>
    progress(draft, site, validate(draft, site)).find((each) => each.section === section)
  test('counts what must be filled and what was', () => {
    expect(of({}, 'general')).toEqual({ section: 'general', filled: 0, total: 2 })
    expect(of({ 'general.customerName': 'A', 'general.contactPhone': '02-123-4567' }, 'general')).toEqual({
      section: 'general',
      filled: 2,
      total: 3,
    })
  })
  test("a default that nobody touched is nobody's work", () => {
    expect(of({}, 'platform')).toEqual({ section: 'platform', filled: 0, total: 0 })
    expect(of({ 'platform.astragoServicePort': 30100 }, 'platform')).toMatchObject({ filled: 1, total: 1 })
    expect(of({ 'accounts.sshPassword': { secret: false } }, 'accounts')).toMatchObject({ filled: 0, total: 2 })
  })
  test('the sample is complete', () => {
    expect(progress(sampleAnswers(), SAMPLE_SITE, []).filter(({ filled, total }) => filled !== total)).toEqual([])
  })
  test('a wrong value is not done, by itself or beside others', () => {
    expect(of({ 'general.contactEmail': 'not an address' }, 'general')).toMatchObject({ filled: 0, total: 3 })
    expect(of(sampleWith({ 'network.podCidr': '10.43.0.0/16' }), 'network')).toMatchObject({ filled: 10, total: 11 })
  })
  test('follows what is visible', () => {
    expect(of({ 'backup.kind': 's3' }, 'backup')).toEqual({ section: 'backup', filled: 1, total: 5 })
    expect(of({}, 'accounts', LOCAL)).toEqual({ section: 'accounts', filled: 0, total: 0 })
  })
})

function PEM() {
  return '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
}
