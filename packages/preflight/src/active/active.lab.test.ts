import { readFileSync } from 'node:fs'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changes, LabSite, lineOf } from '../../test/lab-site.ts'
import { factsFile, judgeAgain, readFactsFile } from '../facts-file.ts'
import type { CheckedAnswers } from '../input.ts'
import type { PreflightProgress, PreflightResult } from '../run.ts'
import { endpointsFor } from '../thresholds/endpoints.ts'
import type { ActiveSecrets } from './secrets.ts'

const able = await canRun()
type HostProgress = Extract<PreflightProgress, { kind: 'host' }>
const SERVICES = readFileSync(new URL('../../test/site-services.py', import.meta.url), 'utf8')
const SITE = '/run/site'
const ENDPOINTS = endpointsFor({ distribution: 'rke2' })
const HTTPS = 'ConnectPort 443'
const PROXY_PASSWORD = 'Throw-away-2'
const MINE =
  /^(dns-names-resolve|dns-wildcard|time-servers-answer|proxy-connect|internet-end|tls-inter|service-urls|registry-answers)/

const mine = ({ verdicts }: PreflightResult, host: string): string[] =>
  verdicts
    .filter((verdict) => verdict.host === host)
    .map(lineOf)
    .filter((line) => MINE.test(line))
    .map((line) => line.replace(` ${host}`, ''))
    .sort()

const GOOD = [
  'dns-names-resolve pass pass',
  'dns-wildcard pass pass',
  'internet-endpoints pass pass',
  'proxy-connect-works pass pass',
  'registry-answers pass pass',
  'service-urls-answer pass pass',
  'time-servers-answer pass pass',
  // The stand-in signs for the places of the internet itself, as a security device does.
  'tls-intercepted pass known',
]

describe.skipIf(!able.ok)(`active checks on real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let good: PreflightResult
  /** The certificate of an authority that signed nothing here. */
  let stranger: string
  const nodes = ['n001', 'n002']
  const run = async (host: string, command: string): Promise<string> => {
    const { code, stdout, stderr } = await site.lab.ssh(host, command)
    if (code !== 0) throw new Error(`${command}: ${stderr}`)
    return stdout
  }

  /** Starts the proxy of the site with lines of its own in its configuration. */
  const proxyWith = (...lines: string[]): Promise<string> =>
    run(
      'n003',
      `printf '%s\\n' 'Port 3128' 'Timeout 20' ${lines.map((line) => `'${line}'`).join(' ')} >${SITE}/tinyproxy.conf
systemctl stop site-proxy 2>/dev/null
systemd-run --quiet --collect --unit=site-proxy tinyproxy -d -c ${SITE}/tinyproxy.conf
for n in 1 2 3 4 5 6 7 8 9; do ss -Hlnt | grep -q :3128 && exit 0; sleep 0.2; done; exit 1`,
    )

  beforeAll(async () => {
    site = await LabSite.up('active', 3)
    const { address } = site.lab.host('n003')
    const names = ['sso.lab.test', 'harbor.lab.test', ...ENDPOINTS].map((name) => `DNS:${name}`).join(',')
    await run(
      'n003',
      `mkdir -p ${SITE} && cd ${SITE} && cat >services.py <<'END'
${SERVICES}
END
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Lab CA' -keyout ca.key -out ca.pem 2>/dev/null
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj '/CN=sso.lab.test' -keyout leaf.key -out leaf.csr 2>/dev/null
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=Other CA' -keyout other.key -out other.pem 2>/dev/null
echo 'subjectAltName=${names}' >ext
openssl x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile ext -out leaf.pem 2>/dev/null
cat ca.pem >>leaf.pem
echo '${address} ${ENDPOINTS.join(' ')}' >>/etc/hosts
systemd-run --quiet --unit=site-services python3 ${SITE}/services.py ${SITE} ${address}
for n in 1 2 3 4 5 6 7 8 9; do ss -Hlnt | grep -q :443 && exit 0; sleep 0.5; done; exit 1`,
    )
    await proxyWith(HTTPS)
    for (const node of nodes) await run(node, `echo 'nameserver ${address}' >/etc/resolv.conf`)
    site.input = {
      ...site.input,
      nodes: site.input.nodes.filter(({ name }) => nodes.includes(name)),
      ports: [],
      site: { ...site.input.site, profile: 'proxy' },
      answers: {
        'network.domain': 'lab.test',
        'network.ntpServers': ['ntp.lab.test'],
        'network.proxyUrl': 'http://proxy.lab.test:3128',
        'platform.keycloakKind': 'external',
        'platform.keycloakExternalUrl': 'https://sso.lab.test/auth',
        'registry.kind': 'existing',
        'registry.address': 'harbor.lab.test',
        'security.extraCa': await run('n003', `cat ${SITE}/ca.pem`),
      },
    }
    stranger = await run('n003', `cat ${SITE}/other.pem`)
    good = await check()
  })
  afterAll(() => site?.lab.down())

  const check = (secrets: ActiveSecrets = {}) => site.check({ active: true, secrets })
  const switched = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
    await run('n003', `touch ${SITE}/${file}`)
    return work().finally(() => run('n003', `rm ${SITE}/${file}`))
  }

  test('good services pass, and the facts file gives the same verdicts', async () => {
    const told: HostProgress[] = []
    const result = await site.check({ active: true, onEvent: (event) => event.kind === 'host' && told.push(event) })
    for (const node of nodes) expect(mine(result, node)).toEqual(GOOD)
    for (const node of nodes) {
      const own = told.filter(({ host, active }) => host === node && active)
      const all = own[0]?.active?.all ?? 0
      expect(all).toBeGreaterThanOrEqual(GOOD.length)
      expect(own.at(-1)?.active).toEqual({ done: all, all })
      expect(own.filter(({ verdicts }) => verdicts.length > 0).length).toBeGreaterThan(3)
    }
    expect(told.flatMap(({ verdicts }) => verdicts)).toHaveLength(result.verdicts.length)
    const { input } = site
    const at = new Date().toISOString()
    const file = factsFile({ site: 's', exportedAt: at, preflight: null, input, result, waivers: [] })
    expect(judgeAgain(readFactsFile(JSON.parse(JSON.stringify(file))))).toEqual(result.verdicts)
  })

  test('a preflight that only reads asks nobody', async () => {
    await run('n003', 'systemctl stop site-services 2>/dev/null; true')
    try {
      const result = await site.check()
      expect(mine(result, 'n001')).toEqual([])
      expect(result.records.map(({ active }) => active)).toEqual([undefined, undefined])
    } finally {
      const { address } = site.lab.host('n003')
      await run(
        'n003',
        `systemd-run --quiet --unit=site-services python3 ${SITE}/services.py ${SITE} ${address}; sleep 1`,
      )
    }
  })

  /** How verdicts of all hosts differ from those of good services, but for how quick the machine's disk was. */
  const changed = ({ verdicts }: PreflightResult): string[] =>
    changes(good.verdicts, verdicts).filter((line) => !line.startsWith('disk-sync-latency '))
  const both = (...lines: string[]): string[] =>
    lines.flatMap((line) => nodes.map((node) => line.replace(' ', ` ${node} `)))
  const REFUSED = both('internet-endpoints fail none', 'proxy-connect-works fail refused', 'tls-intercepted pass pass')
  const UNASKED = ['registry-auth n001 unknown not-trusted', 'registry-images-present n001 unknown not-trusted']
  const answered = async (change: CheckedAnswers, secrets?: ActiveSecrets): Promise<PreflightResult> => {
    const { input } = site
    site.input = { ...input, answers: { ...input.answers, ...change } }
    return check(secrets).finally(() => {
      site.input = input
    })
  }
  /** The proxy wants a login, and the questionnaire has one with this password. */
  const loggingIn = async (password: string): Promise<PreflightResult> => {
    await proxyWith(HTTPS, `BasicAuth ops ${PROXY_PASSWORD}`)
    const login = { 'network.proxyPassword': password }
    return answered({ 'network.proxyUsername': 'ops' }, login).finally(() => proxyWith(HTTPS))
  }
  /** Has n002 search a domain besides. */
  const searching = async <T>(domain: string, work: () => Promise<T>): Promise<T> => {
    const own = (await run('n002', 'cat /etc/resolv.conf')).trim()
    await run('n002', `echo 'search ${domain}' >>/etc/resolv.conf`)
    return work().finally(() => run('n002', `echo '${own}' >/etc/resolv.conf`))
  }
  const FAULTS: [name: string, work: () => Promise<PreflightResult>, expected: string[]][] = [
    [
      'a host that does not forward, through python3',
      () => site.withFault('ssh-forwarding-off', 'n002', {}, check),
      ['ssh-forwarding n002 pass off'],
    ],
    [
      'a profile that prints at login',
      () => site.withFault('login-prompt', 'n002', {}, check),
      ['login-noise n002 pass noisy'],
    ],
    [
      'a profile that prints at login on a host that does not forward',
      () => site.withFault('login-noise', 'n002', {}, () => site.withFault('ssh-forwarding-off', 'n002', {}, check)),
      ['login-noise n002 pass noisy', 'ssh-forwarding n002 pass off'],
    ],
    ['tools of busybox', () => site.withFault('busybox-tools', 'n002', {}, check), []],
    [
      'tools of busybox that speak Korean',
      () => site.withFault('other-locale', 'n002', {}, () => site.withFault('busybox-tools', 'n002', {}, check)),
      [],
    ],
    ['a domain that answers for every name', () => switched('wildcard', check), both('dns-wildcard warn wildcard')],
    [
      'a search domain of one host that answers for every name',
      () => searching('lab.test', () => switched('wildcard', check)),
      ['dns-wildcard n001 warn wildcard', 'dns-wildcard n002 fail searched'],
    ],
    ['a search domain that answers for its own names', () => searching('lab.test', check), []],
    [
      'a proxy that wants a login',
      () =>
        proxyWith(HTTPS, `BasicAuth ops ${PROXY_PASSWORD}`)
          .then(() => check())
          .finally(() => proxyWith(HTTPS)),
      both('internet-endpoints fail none', 'proxy-connect-works fail login', 'tls-intercepted pass pass'),
    ],
    [
      'a proxy with a wrong password',
      () => loggingIn('wrong'),
      both('internet-endpoints fail none', 'proxy-connect-works fail loginRefused', 'tls-intercepted pass pass'),
    ],
    ['a proxy with the right password', () => loggingIn(PROXY_PASSWORD), []],
    [
      'a proxy with the right password, of a host that does not forward',
      () => site.withFault('ssh-forwarding-off', 'n002', {}, () => loggingIn(PROXY_PASSWORD)),
      ['ssh-forwarding n002 pass off'],
    ],
    [
      'a proxy that forbids the places',
      () =>
        proxyWith('ConnectPort 8443')
          .then(() => check())
          .finally(() => proxyWith(HTTPS)),
      REFUSED,
    ],
    [
      'a proxy that lets other hosts in',
      () =>
        proxyWith(HTTPS, 'Allow 127.0.0.1')
          .then(() => check())
          .finally(() => proxyWith(HTTPS)),
      REFUSED,
    ],
    ['time servers that are silent', () => switched('time-silent', check), both('time-servers-answer fail none')],
    ['time servers that talk nonsense', () => switched('time-garbage', check), both('time-servers-answer fail none')],
    [
      'a name that does not exist',
      () => answered({ 'registry.address': 'gone.lab.test' }),
      [
        ...both('dns-names-resolve fail missing', 'registry-answers fail unreached', 'registry-tcp fail no-name'),
        ...UNASKED,
      ],
    ],
    [
      'an authority that signed nothing here',
      () => answered({ 'security.extraCa': stranger }),
      [
        ...both(
          'registry-answers fail untrusted',
          'service-urls-answer fail untrusted',
          'tls-intercepted fail unknown',
        ),
        ...UNASKED,
      ],
    ],
  ]
  test.each(FAULTS)('%s', async (_, work, expected) => {
    const result = await work()
    expect(changed(result)).toEqual(expected.sort())
    const told = JSON.stringify(result)
    const forms = [PROXY_PASSWORD, Buffer.from(`ops:${PROXY_PASSWORD}`).toString('base64')]
    expect(forms.filter((form) => told.includes(form))).toEqual([])
  })

  /** Questions of n002 go to a server that never answers while `work` is done. */
  const withDeadDns = async <T>(work: () => Promise<T>): Promise<T> => {
    const own = (await run('n002', 'cat /etc/resolv.conf')).trim()
    const gateway = (await run('n002', "ip -4 route show default | awk '{ print $3 }'")).trim()
    await run('n002', `echo 'nameserver ${gateway}' >/etc/resolv.conf`)
    try {
      return await site.withFault('dns-dead', 'n002', {}, work)
    } finally {
      await run('n002', `echo '${own}' >/etc/resolv.conf`)
    }
  }

  /** Everything here is asked by its name. */
  const WITHOUT_NAMES = [
    'dns-names-resolve fail silent',
    'internet-endpoints fail none',
    'proxy-connect-works fail unreached',
    'registry-answers fail unreached',
    'registry-tcp fail no-name',
    'service-urls-answer fail unreached',
    'time-servers-answer fail none',
    'tls-intercepted pass pass',
  ]

  test('ten seconds of DNS time-outs on one host are its own', async () => {
    expect(changed(await withDeadDns(check))).toEqual(WITHOUT_NAMES.map((line) => line.replace(' ', ' n002 ')))
  })

  test('a DNS server that talks nonsense is as good as none', async () => {
    const said = changed(await switched('dns-garbage', check))
    expect(said).toEqual([...both(...WITHOUT_NAMES), ...UNASKED].sort())
  })

  const running = async (): Promise<string> => (await run('n002', 'pgrep -fc "[S]OCK_DGRAM" || true')).trim()

  test('a preflight that is aborted ends what it started on the hosts', async () => {
    await switched('time-silent', async () => {
      const abort = new AbortController()
      const under = site.check({ active: true, signal: abort.signal })
      await expect.poll(running, { timeout: 10_000, interval: 50 }).not.toBe('0')
      abort.abort(new Error('stopped'))
      await expect(under).rejects.toThrow('stopped')
      // By itself it would ask for four seconds more.
      await expect.poll(running, { timeout: 2_000, interval: 50 }).toBe('0')
    })
  })

  const ON_DISK = 'ls -d /var/lib/rancher/.astrago-check-* /var/lib/.astrago-check-* 2>/dev/null || true'
  const onDisk = async (): Promise<string> => (await run('n001', ON_DISK)).trim()

  test('the disk of the control plane is measured, and nothing stays on it', async () => {
    const { records } = await site.check({ active: true, only: ['disk-sync-latency'] })
    const of = (name: string) => records.find(({ host }) => host === name)?.active
    expect(of('n001')).toMatchObject({ disk: { value: { refused: null, measured: { tool: 'python3' } } } })
    expect(of('n002')).toEqual({})
    await expect.poll(onDisk, { timeout: 5_000 }).toBe('')
  })

  test('an aborted measurement leaves nothing, nor does one that is killed', async () => {
    const abort = new AbortController()
    const under = site.check({ active: true, only: ['disk-sync-latency'], signal: abort.signal })
    await expect.poll(onDisk, { timeout: 10_000, interval: 50 }).not.toBe('')
    abort.abort(new Error('stopped'))
    await expect(under).rejects.toThrow('stopped')
    await expect.poll(onDisk, { timeout: 10_000 }).toBe('')

    const killed = site.check({ active: true, only: ['disk-sync-latency'] })
    await expect.poll(onDisk, { timeout: 10_000, interval: 50 }).not.toBe('')
    await run('n001', 'pkill -9 -f "[f]datasync"')
    await killed
    await expect.poll(onDisk, { timeout: 40_000 }).toBe('')
  })
})
