import { expect, test } from 'vitest'
import { inputOf, nodeOf } from '../testing.ts'
import { activeSteps } from './announce.ts'

const NODES = [nodeOf('n1', { roles: ['control-plane'] }), nodeOf('n2', { roles: ['worker'] })]

const input = inputOf({
  nodes: NODES,
  answers: { 'network.ntpServers': ['10.20.0.3'], 'registry.address': 'r.example.com', 'registry.kind': 'existing' },
})
const said = (...[given, choice]: Parameters<typeof activeSteps>): string[] =>
  activeSteps(given, choice).map(({ en }) => en.split(/[:,]/)[0] ?? '')

test('says what is tried, and nothing that is not', () => {
  expect(said(input)).toEqual([
    'look at the certificate of the registry',
    'from the first server',
    'look up names in DNS',
    'ask the time servers (123/udp)',
    'on control planes',
  ])
  expect(said(input, { hosts: ['n2'] })).not.toContain('on control planes')
  expect(said(input, { only: ['time-servers-answer'] })).toEqual(['ask the time servers (123/udp)'])
  expect(said(input, { only: ['cpu-count'] })).toEqual([])
  expect(said(inputOf({ nodes: [nodeOf('n1', { roles: ['storage'] })], answers: input.answers }))).toEqual([])
})

test('the places on the internet are tried online, and through a proxy whose address holds no password', () => {
  const at = (profile: 'online' | 'proxy', url?: string) =>
    said(inputOf({ nodes: NODES, site: { ...input.site, profile }, answers: url ? { 'network.proxyUrl': url } : {} }))
  const internet = 'open and close connections to the internet'
  expect(at('online')).toContain(internet)
  expect(at('proxy', 'http://proxy:3128')).toContain(internet)
  expect(at('proxy', 'http://kim:pw@proxy:3128')).not.toContain(internet)
  expect(at('proxy')).not.toContain(internet)
})

test('a login at the proxy is said, and that an http:// proxy is sent the password unencrypted', () => {
  const site = { ...input.site, profile: 'proxy' as const }
  const of = (url: string, user?: string) =>
    activeSteps(
      inputOf({
        nodes: NODES,
        site,
        answers: { 'network.proxyUrl': url, ...(user && { 'network.proxyUsername': user }) },
      }),
    ).filter(({ en }) => /log|password/.test(en))
  expect(of('http://proxy:3128')).toEqual([])
  expect(of('http://proxy:3128', 'svc').map(({ ko }) => ko)).toEqual([
    expect.stringContaining('로그인합니다: svc'),
    expect.stringContaining('암호화되지 않고 네트워크로 전송됩니다: http://proxy:3128'),
  ])
  expect(of('https://proxy', 'svc')).toHaveLength(1)
})
