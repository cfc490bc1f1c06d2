import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { stripVTControlCharacters } from 'node:util'
import { CheckId, waiverDay } from '@astrago/contracts'
import type { FactsFile } from '@astrago/preflight'
import { displayWidth, ReportDiff, ReportModel } from '@astrago/reports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { astrago } from './testing.ts'

let folder: string
let facts: string
let first: Awaited<ReturnType<typeof astrago>>
const at = (name: string): string => join(folder, name)
const readFacts = (path = facts): FactsFile => JSON.parse(readFileSync(path, 'utf8'))

/** A file of facts made from the recorded ones of this machine. */
function changedFacts(name: string, change: (file: FactsFile) => void): string {
  const file = readFacts()
  change(file)
  writeFileSync(at(name), JSON.stringify(file))
  return at(name)
}

/** No line of text from a host may act on a terminal. */
const ACTING = /[^\P{Cc}\n]|\p{Bidi_Control}/u
const HOSTILE = 'x\u001b[2J\u001b]0;t\u0007\u202e<img src=x onerror=alert(1)>&"\'\u0000\ufffe'

/** Puts hostile texts in the place of what checks tell of a host. */
function plantHostility(file: FactsFile): void {
  file.site = HOSTILE
  for (const { facts: all } of file.records)
    Object.assign(all, {
      init: { value: { process: HOSTILE, systemd: false } },
      kernel: {
        value: { release: HOSTILE.repeat(30), arch: 'x86_64', installed: [], rebootRequired: false, bootOptions: [] },
      },
      swap: { value: { active: Array.from({ length: 2000 }, () => HOSTILE), configured: [] } },
    })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-preflight-'))
  facts = at('facts.json')
  first = await astrago(['preflight', '--facts', facts, '--output', 'json'])
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('astrago preflight', () => {
  test('checks this machine, and its exit code is that of its report', () => {
    const model = ReportModel.parse(JSON.parse(first.out))
    expect(model.preflight?.verdicts.length).toBeGreaterThanOrEqual(30)
    expect(model.preflight?.exitCode).toBe(first.code)
    expect(model.hosts).toMatchObject([{ cpus: expect.any(Number), os: expect.any(String) }])
    expect(statSync(facts).mode & 0o777).toBe(0o600)
  })

  test('names the lines of a site.yaml that are wrong', async () => {
    const text = `apiVersion: astrago.io/v1alpha1
kind: Site
metadata:
  name: broken
spec:
  profile: air-gapped
  distribution: rke2
  accounts:
    sshUsr: ops
  resources:
    nodes:
      - name: cp-1
        address: 10.0.0.999
        roles: [control-plane]
`
    writeFileSync(at('site.yaml'), text)
    const { code, err } = await astrago(['preflight', '--site', at('site.yaml'), '--lang', 'en'])
    expect(code).toBe(2)
    expect(err).toMatch(/9: accounts\.sshUsr/)
    expect(err).toMatch(/13: resources\.nodes\.0\.address/)
    const absent = await astrago(['preflight', '--site', at('absent.yaml'), '--lang', 'en'])
    expect(absent).toMatchObject({ code: 2, err: expect.stringContaining('cannot be read') })
    writeFileSync(at('site.yaml'), 'general: [')
    const broken = await astrago(['preflight', '--site', at('site.yaml'), '--lang', 'en'])
    expect(broken.err).toMatch(/^ {2}- 1: This is not valid YAML/m)
  })

  test('looks at no host before it knows that its output can be written', async () => {
    const tty = { terminal: true, color: true }
    expect(await astrago(['preflight', '--output', 'pdf'], tty)).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--output', 'html'], tty)).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--facts', at('no/such/facts.json')])).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--file', folder])).toMatchObject({ code: 2, out: '' })
    expect(await astrago(['preflight', '--hosts', 'misspelt'])).toMatchObject({ code: 2, out: '' })
  })

  test('with active checks tells what hosts will do, and needs the password of the registry', async () => {
    const text = `apiVersion: astrago.io/v1alpha1
kind: Site
metadata:
  name: registry
spec:
  profile: air-gapped
  distribution: rke2
  accounts:
    sshUser: ops
    sshPort: 1
    sshAuth: password
    sshPassword: { secretRef: env:SSH }
  registry:
    kind: mirror
    address: harbor.example.com
    username: robot
    password: { secretRef: env:REGISTRY }
  resources:
    nodes:
      - name: cp-1
        address: 127.0.0.1
        roles: [control-plane]
`
    writeFileSync(at('registry.yaml'), text)
    writeFileSync(at('images.txt'), 'astrago/core:1\nastrago/batch:1\n')
    const run = (images: string, env: Record<string, string>) => {
      const args = ['preflight', '--site', at('registry.yaml'), '--active', '--images', images, '--lang', 'en']
      return astrago(args, { env })
    }
    const told = await run(at('images.txt'), { SSH: 'planted-ssh', REGISTRY: 'planted-registry' })
    expect(told.err).toContain('log in to the registry once and ask which images it has: robot, harbor.example.com, 2')
    expect(told.out + told.err).not.toContain('planted')
    expect(await run(at('images.txt'), { SSH: 's' })).toMatchObject({ err: expect.stringContaining('env:REGISTRY') })
    expect(await run(at('absent.txt'), {})).toMatchObject({ code: 2, err: expect.stringContaining('absent.txt') })
  })

  test('announces active checks in lines of the terminal, whole in a file', async () => {
    const said = async (live: boolean) => {
      const args = [
        'preflight',
        '--active',
        '--checks',
        'disk-sync-latency',
        '--site',
        at('registry.yaml'),
        '--lang',
        'ko',
      ]
      const { err } = await astrago(args, { live, width: 60, env: { SSH: 's', REGISTRY: 'r' } })
      return err.slice(0, err.indexOf('cp-1')).split('\r')[0]?.split('\n') ?? []
    }
    const [lines, whole] = [await said(true), await said(false)]
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60)
    expect(lines.slice(0, 2).join(' ')).toBe(whole[0])
    expect(whole[0]).toContain('Ctrl+C')
  })

  test('with active checks takes the login at a proxy from its fields, and from no address', async () => {
    const run = async (network: object, env: Record<string, string>) => {
      const spec = {
        profile: 'proxy',
        distribution: 'rke2',
        accounts: { sshUser: 'ops', sshPort: 1, sshAuth: 'password', sshPassword: { secretRef: 'env:SSH' } },
        network,
        resources: { nodes: [{ name: 'cp-1', address: '127.0.0.1', roles: ['control-plane'] }] },
      }
      const site = { apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'proxy' }, spec }
      writeFileSync(at('proxy.yaml'), stringify(site))
      const result = await astrago(['preflight', '--site', at('proxy.yaml'), '--active', '--lang', 'en'], { env })
      expect(result.out + result.err).not.toContain('planted')
      return result
    }
    const login = { proxyUsername: 'svc', proxyPassword: { secretRef: 'env:PROXY' } }
    const network = { proxyUrl: 'http://proxy.example.com:3128', ...login }
    const { err } = await run(network, { SSH: 'planted-ssh', PROXY: 'planted-proxy' })
    expect(err).toContain('one server logs in once, and if that is accepted the others do, too: svc')
    expect(err).toContain('password travels over the network unencrypted: http://proxy.example.com:3128')
    expect(await run(network, { SSH: 's' })).toMatchObject({ err: expect.stringContaining('env:PROXY') })
    const inside = await run({ proxyUrl: 'http://svc:planted@proxy.example.com:3128' }, { SSH: 's' })
    expect(inside).toMatchObject({ code: 2, err: expect.stringContaining('network.proxyUrl') })
    expect(inside.err).toContain('enter them in "Proxy user" and "Proxy password"')
  })

  test("compares the key of the site's own certificate with it, and keeps the key to itself", async () => {
    const [certificate = ''] = rootCertificates
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const spec = {
      profile: 'air-gapped',
      distribution: 'rke2',
      accounts: { sshUser: 'ops', sshPort: 1, sshAuth: 'password', sshPassword: { secretRef: 'env:SSH' } },
      network: { tlsMode: 'own', tlsCertificate: certificate, tlsKey: { secretRef: 'env:TLS' } },
      resources: { nodes: [{ name: 'cp-1', address: '127.0.0.1', roles: ['control-plane'] }] },
    }
    const site = { apiVersion: 'astrago.io/v1alpha1', kind: 'Site', metadata: { name: 'tls' }, spec }
    writeFileSync(at('tls.yaml'), stringify(site))
    const outcome = async (env: Record<string, string>): Promise<string | undefined> => {
      const args = ['preflight', '--site', at('tls.yaml'), '--checks', 'tls-keypair-valid', '--output', 'json']
      const { out, err } = await astrago(args, { env: { SSH: 's', ...env } })
      expect(out + err).not.toContain(key.split('\n')[1])
      return ReportModel.parse(JSON.parse(out)).preflight?.verdicts[0]?.outcome
    }
    expect(await outcome({ TLS: key })).toBe('mismatch')
    expect(await outcome({ TLS: 'no key' })).toBe('unusable')
    expect(await outcome({})).toBe('not-collected')
  })

  test('of a part never calls the site ready, and refuses what the part cannot find out', async () => {
    const part = (...more: string[]) => astrago(['preflight', '--checks', ...more, '--lang', 'en'])
    const { code, out } = await part('hostname-valid,cpu-arch-supported')
    expect(out).toContain(`Only 2 of ${CheckId.options.length} checks were made.`)
    expect(out).not.toContain('ready')
    expect([0, 4]).toContain(code)
    const tried = await part('registry-answers,dns-names-resolve')
    expect(tried).toMatchObject({ code: 2, out: '', err: expect.stringContaining('dns-names-resolve: needs --active') })
    expect(await part('bandwidth-hosts')).toMatchObject({ code: 2, err: expect.stringContaining('needs --bandwidth') })
    const none = await part('vip-in-subnet')
    expect(none).toMatchObject({ code: 3, out: expect.stringContaining('Nothing was judged') })
  }, 60_000)

  test('that is stopped says so and is an error', async () => {
    const signal = AbortSignal.abort()
    expect(await astrago(['preflight'], { signal })).toMatchObject({ code: 1, out: '', err: 'Stopped.\n' })
  })
})

describe('astrago preflight judge', () => {
  test('gives the same report and exit code as the preflight did', async () => {
    const again = await astrago(['preflight', 'judge', facts, '--output', 'json'])
    expect(again.code).toBe(first.code)
    const { generatedAt: _, ...report } = JSON.parse(again.out)
    const { generatedAt: _at, ...before } = JSON.parse(first.out)
    expect(report).toEqual(before)
    const piped = await astrago(['preflight', 'judge', '-', '--output', 'json'], { stdin: readFileSync(facts, 'utf8') })
    expect(JSON.parse(piped.out).preflight).toEqual(before.preflight)
  })

  test('writes every form, to a file or into a pipe', async () => {
    const judge = (...more: string[]) => astrago(['preflight', 'judge', facts, '--lang', 'ko', ...more])
    expect((await judge()).out).toContain('조치할 항목')
    expect(ReportModel.parse(parse((await judge('--output', 'yaml')).out)).kind).toBe('preflight')
    expect((await judge('--output', 'junit')).out).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites /)
    expect((await judge('--output', 'html')).out).toMatch(/^<!doctype html>/)
    expect((await judge('--output', 'pdf')).out).toMatch(/^%PDF-/)
    const saved = await judge('--output', 'pdf', '--file', at('report.pdf'))
    expect(saved).toMatchObject({ code: first.code, out: '', err: expect.stringContaining(at('report.pdf')) })
    expect(readFileSync(at('report.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  }, 60_000)

  test('a file is left as it was when it cannot be written', async () => {
    mkdirSync(at('full'))
    writeFileSync(at('full/report.json'), 'before')
    const { code } = await astrago(['preflight', 'judge', at('absent.json'), '--file', at('full/report.json')])
    expect(code).toBe(2)
    expect(readFileSync(at('full/report.json'), 'utf8')).toBe('before')
    expect(existsSync(at('full/report.json.part'))).toBe(false)
  })

  test('is coloured and as wide as the terminal there, plain in a file', async () => {
    const look = { terminal: true, color: true, width: 60 }
    const { out } = await astrago(['preflight', 'judge', facts, '--lang', 'ko'], look)
    expect(out).toContain('\u001b[')
    expect(Math.max(...stripVTControlCharacters(out).split('\n').map(displayWidth))).toBeLessThanOrEqual(60)
    await astrago(['preflight', 'judge', facts, '--file', at('report.txt')], look)
    expect(readFileSync(at('report.txt'), 'utf8')).not.toContain('\u001b')
  })

  test('takes a file that an editor of Windows has saved', async () => {
    writeFileSync(at('marked.json'), `\ufeff${readFileSync(facts, 'utf8')}`)
    expect((await astrago(['preflight', 'judge', at('marked.json')])).code).toBe(first.code)
  })

  test('refuses what is no file of facts, and says so', async () => {
    writeFileSync(at('other.json'), '{"format":"other"}')
    writeFileSync(at('cut.json'), readFileSync(facts, 'utf8').slice(0, 1000))
    for (const name of ['other.json', 'cut.json', 'absent.json'])
      expect(await astrago(['preflight', 'judge', at(name)])).toMatchObject({ code: 2, out: '' })
  })

  test.each(['text', 'json', 'yaml', 'junit', 'html'])(
    'lets nothing that a file says act on the reader of %s',
    async (form) => {
      const file = changedFacts('hostile.json', plantHostility)
      const { code, out } = await astrago(['preflight', 'judge', file, '--output', form])
      expect(code).toBe(3)
      if (form === 'yaml' || form === 'json') expect(parse(out).site.name).toBe(HOSTILE)
      expect(out).not.toMatch(ACTING)
      expect(out).not.toContain('\u001b')
      if (form === 'html') expect(out).not.toContain('<img')
      expect(out.length).toBeLessThan(400_000)
    },
  )
})

describe('waivers of a file', () => {
  const soon = waiverDay(new Date(), 30)
  const blocking = () =>
    (ReportModel.parse(JSON.parse(first.out)).preflight?.verdicts ?? []).filter(
      (verdict) => verdict.blocking && verdict.severity === 'block',
    )
  const write = (waivers: unknown): string => {
    writeFileSync(at('waivers.yaml'), stringify({ waivers }))
    return at('waivers.yaml')
  }
  const all = (more: object = {}) =>
    blocking().map(({ check, host, outcome, identity }) => ({
      check,
      host,
      reason: 'a machine of the test',
      who: 'kim',
      expires: soon,
      outcome,
      identity,
      ...more,
    }))
  const run = async (path: string) => {
    const { out, ...more } = await astrago([
      'preflight',
      '--waivers',
      path,
      '--facts',
      at('waived.json'),
      '--output',
      'json',
      '--lang',
      'en',
    ])
    return { ...more, preflight: out ? ReportModel.parse(JSON.parse(out)).preflight : null }
  }

  test('change the exit code, are in the report, and travel in the facts to judge', async () => {
    expect(blocking().length).toBeGreaterThan(0)
    const { code, preflight, err } = await run(write(all()))
    expect(preflight?.counts.waived).toBe(blocking().length)
    expect(code).toBe(preflight?.counts.blocking ? 3 : 4)
    expect(err).toBe('')
    const judged = await astrago(['preflight', 'judge', at('waived.json'), '--output', 'json'])
    expect(judged.code).toBe(code)
    expect(JSON.parse(judged.out).preflight.counts).toEqual(preflight?.counts)
  }, 60_000)

  test('count in judge as of the time of the file, also when they have expired since', async () => {
    await run(write(all()))
    const old = readFacts(at('waived.json'))
    const aged = changedFacts('aged.json', (file) => {
      Object.assign(file, { ...old, exportedAt: '2020-05-01T00:00:00Z' })
      for (const waiver of file.waivers) waiver.expires = '2020-06-01'
    })
    const judged = await astrago(['preflight', 'judge', aged, '--output', 'json'])
    expect(JSON.parse(judged.out).preflight.counts).toMatchObject({ waived: blocking().length, lapsed: 0 })
  }, 60_000)

  test('lapse when expired or tied to another finding, and the report says so', async () => {
    const [one, ...rest] = all()
    const past = { ...one, expires: '2020-01-01' }
    const other = rest.map((waiver) => ({ ...waiver, identity: 'something else' }))
    const { code, preflight } = await run(write([past, ...other]))
    expect(code).toBe(3)
    const lapses = preflight?.verdicts.flatMap(({ waiver }) => (waiver?.lapse ? [waiver.lapse.why] : []))
    expect(lapses?.toSorted()).toEqual(['expired', ...other.map(() => 'found-changed')].toSorted())
  }, 60_000)

  test('that name no finding do not count, and are told the lines with which they do', async () => {
    const { code, err, preflight } = await run(write(all({ outcome: undefined, identity: undefined })))
    expect(preflight?.counts).toMatchObject({ waived: 0, lapsed: 0 })
    expect(code).toBe(3)
    const [one] = blocking()
    expect(err).toContain(`The waiver of ${one?.check}`)
    expect(err).toContain('does not say of which finding it is')
    expect(err).toContain(`    outcome: ${one?.outcome}`)
  }, 60_000)

  test('that are not needed are told', async () => {
    const passed = ReportModel.parse(JSON.parse(first.out)).preflight?.verdicts.find(({ status }) => status === 'pass')
    const { err, code } = await run(
      write([{ check: passed?.check, host: passed?.host, reason: 'long enough', who: 'kim', expires: soon }]),
    )
    expect(err).toContain(`not needed, nothing blocks there now: ${passed?.check}`)
    expect(code).toBe(first.code)
  }, 60_000)

  test.each([
    ['no such check', { check: 'no-such-check' }, /^ {2}- \d+: waivers\.0\.check: There is no such check/m],
    ['no such host', { host: 'elsewhere' }, /^ {2}- 2: host: The site has no such host: elsewhere/m],
    ['a short reason', { reason: 'no' }, /waivers\.0\.reason: It must have between 5/],
    ['no person', { who: ' ' }, /waivers\.0\.who: It must name the person/],
    ['no day', { expires: 'soon' }, /waivers\.0\.expires: It must be a date/],
    ['a day too far off', { expires: '2099-01-01' }, /expires: It may be 20\d\d-\d\d-\d\d at the latest/],
    ['an unknown key', { until: '2026-12-31' }, /waivers\.0: Unknown: until/],
  ])('with %s are bad input, with the line', async (_, wrong, message) => {
    const good = { check: 'cpu-count', host: '*', reason: 'long enough', who: 'kim', expires: soon }
    const { code, err } = await run(write([{ ...good, ...wrong }]))
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('twice for the same, or in a file that is no YAML, are bad input', async () => {
    const good = { check: 'cpu-count', host: ['*', '*'], reason: 'long enough', who: 'kim', expires: soon }
    expect((await run(write([good]))).err).toContain('It is there twice: cpu-count *')
    writeFileSync(at('broken.yaml'), 'waivers:\n  - check: [')
    expect(await run(at('broken.yaml'))).toMatchObject({ code: 2, err: expect.stringMatching(/^ {2}- \d+: -: /m) })
    expect((await run(at('absent.yaml'))).code).toBe(2)
  })
})

describe('astrago preflight diff', () => {
  test('of facts and of a report of the same preflight finds nothing', async () => {
    writeFileSync(at('report.json'), first.out)
    for (const other of [facts, at('report.json')]) {
      const { code, out } = await astrago(['preflight', 'diff', facts, other, '--output', 'json'])
      expect(ReportDiff.parse(JSON.parse(out))).toMatchObject({ changes: [], hosts: { added: [], gone: [] } })
      expect(code).toBe(0)
    }
    expect((await astrago(['preflight', 'diff', facts, facts, '--lang', 'ko'])).out).toContain('달라진 것이 없습니다.')
  })

  test('tells what got worse, by the verdicts of then or judged again', async () => {
    const swap = changedFacts('swap.json', ({ records }) => {
      for (const { facts: all } of records) if ('value' in all.kernel) all.kernel.value.arch = 'riscv64'
    })
    const diff = async (...more: string[]) => {
      const { code, out } = await astrago(['preflight', 'diff', facts, swap, '--output', 'json', ...more])
      return { code, changes: ReportDiff.parse(JSON.parse(out)).changes.map(({ change, check }) => [change, check]) }
    }
    expect(await diff()).toEqual({ code: 0, changes: [] })
    const again = await diff('--again')
    expect(again.code).toBe(3)
    expect(again.changes).toContainEqual(['worse', 'cpu-arch-supported'])
  })

  test('says that the thresholds differ, and is never for nothing then', async () => {
    const other = changedFacts('thresholds.json', (file) => {
      file.thresholds = 'another'
    })
    const { code, out } = await astrago(['preflight', 'diff', facts, other, '--lang', 'en'])
    expect(code).toBe(4)
    expect(out).toMatch(/The thresholds have changed \([0-9a-f]+ → another\)/)
  })

  test('refuses what is neither, naming the file', async () => {
    writeFileSync(at('other.json'), '{"schema":"astrago-report/1"}')
    const { code, err } = await astrago(['preflight', 'diff', facts, at('other.json'), '--lang', 'en'])
    expect(code).toBe(2)
    expect(err).toContain(at('other.json'))
  })
})
