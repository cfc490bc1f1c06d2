import { describe, expect, test } from 'vitest'
import { FIELD_IDS, fieldOf } from '../fields/index.ts'
import { NODE_COLUMN_IDS, NODE_COLUMNS, type NodeColumn, SECRET_COLUMNS } from '../node.ts'
import { sampleAnswers } from '../samples.ts'
import type { Draft } from '../spec.ts'
import { validate } from '../validate.ts'
import { nearest } from './nearest.ts'
import { fromSiteYaml } from './read.ts'
import { toSiteYaml } from './write.ts'

const HEAD = { name: '한빛병원: AI센터 #1', profile: 'air-gapped', distribution: 'rke2' } as const
const START = `apiVersion: astrago.io/v1alpha1
kind: Site
metadata:
  name: hanbit
spec:
  profile: air-gapped
  distribution: rke2
`
const problemsOf = (text: string) =>
  fromSiteYaml(text).problems.map(({ line, path, message }) => [line, path, message.ko])

describe('round trip', () => {
  test('the sample comes back as it was', () => {
    const read = fromSiteYaml(toSiteYaml(HEAD, sampleAnswers()))
    expect(read).toMatchObject({ site: HEAD, answers: sampleAnswers(), problems: [] })
  })

  test('so do 150 random drafts, odd texts included', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const draft = randomDraft(seed)
      const text = toSiteYaml(HEAD, draft)
      const read = fromSiteYaml(text)
      expect({ seed, problems: read.problems, answers: read.answers }).toEqual({ seed, problems: [], answers: draft })
      expect(toSiteYaml(HEAD, read.answers)).toBe(text)
    }
  })

  test('a secret is written as a reference, whatever it is', () => {
    const secrets = FIELD_IDS.filter((id) => fieldOf(id).secret)
    const planted = (ids: readonly string[]) =>
      Object.fromEntries(ids.map((id, index) => [id, index % 3 ? 'PLANTED' : { secret: true, text: 'PLANTED' }]))
    const refs = (ids: readonly string[], start = '') =>
      Object.fromEntries(ids.map((id) => [id, { secretRef: `vault:${start}${id}` }]))
    const row = { name: 'gpu.1', ...planted(SECRET_COLUMNS) }
    const text = toSiteYaml(HEAD, { ...planted(secrets), 'resources.nodes': [row] })
    expect(text).not.toContain('PLANTED')
    expect(fromSiteYaml(text).answers).toEqual({
      ...refs(secrets),
      'resources.nodes': [{ name: 'gpu.1', ...refs(SECRET_COLUMNS, 'resources.nodes.gpu.1.') }],
    })
  })

  test('a form with every field and every column filled comes back whole and right', () => {
    const draft = everyField()
    const filled = FIELD_IDS.filter((id) => draft[id] !== undefined)
    expect(filled).toEqual([...FIELD_IDS])
    const read = fromSiteYaml(toSiteYaml(HEAD, draft))
    expect(read).toMatchObject({ site: HEAD, answers: draft, problems: [] })
    expect(Object.keys(read.answers).length).toBe(FIELD_IDS.length)
    expect(validate(read.answers, { ...HEAD, kind: 'remote' }).filter(({ severity }) => severity !== 'hint')).toEqual(
      [],
    )
  })
})

describe('a value is what is written', () => {
  test('digits stay a text where the field is a text', () => {
    const { answers } = fromSiteYaml(
      `${START}  general:\n    contactPhone: 01012345678\n  backup: {startTime: 02:00}\n`,
    )
    expect(answers).toEqual({ 'general.contactPhone': '01012345678', 'backup.startTime': '02:00' })
  })
  test('no value and null are no answer', () => {
    expect(fromSiteYaml(`${START}  network:\n    vip:\n    domain: ~\n    gateway: null\n  general:\n`)).toMatchObject({
      answers: {},
      problems: [],
    })
  })
  test('one entry may stand for a list', () => {
    expect(fromSiteYaml(`${START}  network: {ntpServers: 10.20.0.3}\n`).answers).toEqual({
      'network.ntpServers': ['10.20.0.3'],
    })
  })
  test('lines are known for the problems that validate finds', () => {
    const { lines } = fromSiteYaml(
      `${START}  network:\n    vip: 10.20.0.10\n  resources:\n    nodes:\n      - name: cp-1\n        address: 10.20.0.11\n`,
    )
    expect(lines).toEqual({
      'network.vip': 9,
      'resources.nodes': 11,
      'resources.nodes.0': 12,
      'resources.nodes.0.name': 12,
      'resources.nodes.0.address': 13,
    })
  })
})

describe('what is wrong is named by its line', () => {
  test('a secret in plain text is refused, and not repeated', () => {
    const read = fromSiteYaml(
      `${START}  accounts:\n    sshUser: ubuntu\n    sshPassword: PLANTED\n    sudoPassword: {secretRef: PLANTED}\n`,
    )
    expect(read.problems.map(({ line, path }) => [line, path])).toEqual([
      [10, 'accounts.sshPassword'],
      [11, 'accounts.sudoPassword.secretRef'],
    ])
    expect(JSON.stringify(read)).not.toContain('PLANTED')
    expect(read.answers).toEqual({ 'accounts.sshUser': 'ubuntu' })
  })
  test('all kinds of reference are taken', () => {
    const { answers, problems } = fromSiteYaml(
      `${START}  accounts:\n    sshPassword: {secretRef: "env:SSH_PASSWORD"}\n    sudoPassword: {secretRef: "file:/run/secrets/sudo"}\n    sshKey: {secretRef: "vault:accounts.sshKey"}\n`,
    )
    expect(problems).toEqual([])
    expect(Object.keys(answers)).toHaveLength(3)
  })
  test('unknown keys, with the nearest known one', () => {
    expect(problemsOf(`${START}  netwrok: {}\n  network:\n    podCIDR: 10.42.0.0/16\n    wholly: other\n`)).toEqual([
      [8, 'spec.netwrok', '"netwrok" 항목은 없습니다. "network"의 오타가 아닌지 확인해 주십시오.'],
      [10, 'network.podCIDR', '"podCIDR" 항목은 없습니다. "podCidr"의 오타가 아닌지 확인해 주십시오.'],
      [11, 'network.wholly', expect.stringContaining('"wholly" 항목은 없습니다. 쓸 수 있는 항목: externalAddress')],
    ])
  })
  test('values of the wrong kind', () => {
    expect(
      problemsOf(
        `${START}  accounts: {sshPort: ssh}\n  security: {cisProfile: yes}\n  network: {vip: [10.20.0.10], dnsServers: [{a: 1}]}\n  storage: nfs\n  resources: {nodes: [{name: cp-1, cpu: 3, cpus: many, roles: [worker]}, gpu-1]}\n`,
      ),
    ).toEqual([
      [8, 'accounts.sshPort', '숫자가 와야 합니다.'],
      [9, 'security.cisProfile', 'true 또는 false가 와야 합니다.'],
      [10, 'network.vip', '값 하나가 와야 합니다.'],
      [10, 'network.dnsServers.0', '값 하나가 와야 합니다.'],
      [11, 'storage', '"이름: 값" 형식의 항목들이 와야 합니다.'],
      [12, 'resources.nodes.0.cpu', '"cpu" 항목은 없습니다. "cpus"의 오타가 아닌지 확인해 주십시오.'],
      [12, 'resources.nodes.0.cpus', '숫자가 와야 합니다.'],
      [12, 'resources.nodes.1', '"이름: 값" 형식의 항목들이 와야 합니다.'],
    ])
  })
  test('repeated keys', () => {
    expect(problemsOf(`${START}  network: {vip: 10.20.0.10, vip: 10.20.0.11}\n`)).toEqual([
      [8, 'network.vip', '"vip" 항목이 두 번 나옵니다.'],
    ])
  })
  test('another version, kind, profile or no name', () => {
    const read = fromSiteYaml('apiVersion: astrago.io/v2\nkind: Place\nmetadata: {}\nspec:\n  profile: offline\n')
    expect(read.site).toBeNull()
    expect(read.problems.map(({ line, path }) => [line, path])).toEqual([
      [1, 'apiVersion'],
      [2, 'kind'],
      [3, 'metadata.name'],
      [4, 'spec.distribution'],
      [5, 'spec.profile'],
    ])
  })
  test('broken YAML', () => {
    expect(problemsOf(`${START}  network:\n    vip: "10.20\n`).map(([line]) => line)).toEqual([10])
    expect(problemsOf(`${START}\tnetwork: {}\n`).map(([line]) => line)).toContain(8)
    expect(fromSiteYaml('a: b\n---\nc: d\n').site).toBeNull()
  })
})

describe('hostile input', () => {
  const bomb = `a: &a [${'x,'.repeat(9)}x]\n${[...'bcdefghi'].map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index]},`.repeat(9)}]`).join('\n')}\n`
  test('aliases are refused, so a bomb stays as small as its text', () => {
    const read = fromSiteYaml(`${START}  network:\n    dnsServers: &dns [10.20.0.2]\n    ntpServers: *dns\n`)
    expect(read.problems.map(({ line, path }) => [line, path])).toEqual([[10, 'network.ntpServers']])
    expect(fromSiteYaml(bomb).site).toBeNull()
  })
  test.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['a number', '7'],
    ['zero bytes', '\u0000\u0000'],
    ['an unknown tag', `${START}  network: {vip: !!js/function "x"}\n`],
    ['deep brackets', '['.repeat(100_000)],
    ['deep indents', Array.from({ length: 2000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
    ['many keys', Array.from({ length: 30_000 }, (_, index) => `key${index}: 1`).join('\n')],
    ['many unknown keys in a section', `${START}  network:\n${'    podCidrs: 1\n'.repeat(30_000)}`],
    ['too long', '#'.repeat(1_000_001)],
    ['prototype keys', `${START}  __proto__: {a: 1}\n  constructor: {}\n  network: {__proto__: x}\n`],
  ])('%s throws nothing and ends before the time-out', (_, text) => {
    const { problems } = fromSiteYaml(text)
    expect(problems.length > 0 || text.includes('!!js')).toBe(true)
    expect(problems.length).toBeLessThanOrEqual(100)
  })
  test('400 damaged copies of a good file throw nothing', () => {
    const good = toSiteYaml(HEAD, sampleAnswers())
    const random = randomFrom(11)
    for (let round = 0; round < 400; round++) {
      const at = random(good.length)
      const damage = ['', '\n', '  ', '{', '[', '"', '&a ', '*a', '\t', ': ', '- ', '\u0000', '!', '%', '|'][random(15)]
      const { problems, answers } = fromSiteYaml(good.slice(0, at) + damage + good.slice(at + random(6)))
      expect(Array.isArray(problems) && typeof answers === 'object').toBe(true)
    }
  })
})

test.each([
  ['podCIDR', 'podCidr'],
  ['ssh_user', 'sshUser'],
  ['dns', undefined],
])('nearest to %s', (word, found) => {
  expect(nearest(word, ['podCidr', 'sshUser', 'dnsServers'])).toBe(found)
})

function randomFrom(seed: number): (below: number) => number {
  let state = seed * 2654435761
  return (below) => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Every field with the value of its example, default or first choice; one server has every column. */
function everyField(): Draft {
  const pem = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----\n`
  const value = (id: (typeof FIELD_IDS)[number]): unknown => {
    const { kind, secret, options, default: usual, example } = fieldOf(id)
    if (secret) return { secretRef: `vault:${id}` }
    if (kind === 'pem') return pem('CERTIFICATE')
    if (kind === 'boolean') return true
    if (kind === 'list') return [example?.en.split(', ')[0]]
    return usual ?? (options ? Object.keys(options)[0] : example?.en)
  }
  const all = Object.fromEntries(FIELD_IDS.map((id) => [id, value(id)]))
  const secrets = Object.fromEntries(
    SECRET_COLUMNS.map((column) => [column, { secretRef: `vault:resources.nodes.gpu-1.${column}` }]),
  )
  const rows = [...(sampleAnswers()['resources.nodes'] ?? [])]
  const { sshPassword: _, ...login } = secrets
  const full = { ...rows[2], sshUser: 'ops', sshPort: 2222, ...login }
  return {
    ...all,
    ...sampleAnswers(),
    'backup.kind': 'nfs',
    'backup.address': '10.20.0.6',
    'resources.nodes': [
      ...rows.slice(0, 2),
      full,
      {
        ...rows[1],
        name: 'w-2',
        address: '10.20.0.14',
        sshPassword: { secretRef: 'vault:resources.nodes.w-2.sshPassword' },
      },
    ],
  }
}

function randomDraft(seed: number): Draft {
  const random = randomFrom(seed)
  const pick = <T>(items: readonly T[]): T => items[random(items.length)] as T
  const text = () =>
    pick([
      '10.20.0.1',
      'null',
      '~',
      'true',
      'no',
      '010',
      '1e3',
      '02:00',
      ': ',
      '# x',
      '- a',
      '{a}',
      '&a',
      '*a',
      '!x',
      '한글 값',
      '"',
      "'",
      'a\nb',
      'a\n\n  b\n',
      'x: y',
      '|',
      '%',
      '@',
      'a\tb',
      '<<',
      '😀',
    ])
  const secretRef = (name: string) => ({ secretRef: pick([`vault:${name}`, 'env:NAME', 'file:/run/x y']) })
  const cell = (column: NodeColumn) => {
    const { kind, secret } = NODE_COLUMNS[column]
    if (secret) return secretRef(`resources.nodes.gpu-1.${column}`)
    return kind === 'number' ? random(1e6) / 4 : kind === 'roles' ? [text(), text()] : text()
  }
  const row = () =>
    Object.fromEntries(
      NODE_COLUMN_IDS.filter((column) => column === 'name' || random(2)).map((column) => [column, cell(column)]),
    )
  const value = (id: (typeof FIELD_IDS)[number]): unknown => {
    const { kind, secret } = fieldOf(id)
    if (secret) return secretRef(id)
    if (kind === 'number') return random(70000)
    if (kind === 'boolean') return random(2) === 1
    if (kind === 'list') return Array.from({ length: 1 + random(3) }, text)
    return kind === 'nodes' ? Array.from({ length: 1 + random(3) }, row) : text()
  }
  return Object.fromEntries(FIELD_IDS.filter(() => random(2)).map((id) => [id, value(id)]))
}
