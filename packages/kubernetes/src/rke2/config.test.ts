import type { Cni } from '@astrago/contracts'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import type { Rke2Node } from './answers.ts'
import { renderConfig, renderProxyEnv } from './config.ts'
import { renderKubeVip } from './kube-vip.ts'
import { withServer } from './kubeconfig.ts'
import { renderRegistries } from './registries.ts'
import { SOME_PROXY_PASSWORD, SOME_TOKEN, someCluster } from './samples.ts'

const cluster = someCluster()
const [first, second] = cluster.servers as [Rke2Node, Rke2Node]
const [agent] = cluster.agents as [Rke2Node]
const config = (node: Rke2Node, of = cluster) => parse(renderConfig(of, node, { selinux: false }))

test('only the first server has nobody to join; what has to be the same on all servers is', () => {
  expect(config(first)).toEqual({
    token: SOME_TOKEN,
    'node-name': 'cp-1',
    'node-ip': '10.20.0.11',
    'tls-san': cluster.tlsSans,
    cni: 'canal',
    'cluster-cidr': '10.42.0.0/16',
    'service-cidr': '10.43.0.0/16',
    'write-kubeconfig-mode': '0600',
    'node-taint': ['CriticalAddonsOnly=true:NoExecute'],
  })
  const named = { 'node-name': 'cp-2', 'node-ip': '10.20.0.12', server: 'https://10.20.0.10:9345' }
  expect(config(second)).toEqual({ ...config(first), ...named })
  expect(config(agent)).toEqual({
    server: 'https://10.20.0.10:9345',
    token: SOME_TOKEN,
    'node-name': 'worker-1',
    'node-ip': '10.20.0.21',
  })
})

test('servers get the network plugin that was chosen, if RKE2 has it', () => {
  const of = (cni: Cni) => config(first, someCluster({ 'network.cni': cni })).cni
  expect([of('cilium'), of('kube-router')]).toEqual(['cilium', 'canal'])
})

test('the CIS profile and SELinux are asked of servers and agents', () => {
  const hard = { ...cluster, cis: true }
  expect(parse(renderConfig(hard, agent, { selinux: true }))).toMatchObject({ profile: 'cis', selinux: true })
})

describe('hostile values stay values', () => {
  const hostile = [
    'x\ntoken: other',
    '"',
    "'",
    '- a',
    '#c',
    'a: b',
    '*a',
    '!!js x',
    '0755',
    'null',
    'x'.repeat(300),
    '\u2028',
  ]

  test.each(hostile)('%j as domain and token', (text) => {
    const evil = { ...cluster, token: text, tlsSans: [text] }
    expect(config(first, evil)).toEqual({ ...config(first), token: text, 'tls-san': [text] })
  })

  test.each(hostile)('%j as registry password', (text) => {
    const registry = {
      kind: 'existing',
      host: 'r.local:5000',
      scheme: 'https',
      username: text,
      password: text,
    } as const
    expect(parse(renderRegistries({ ...registry, ca: null })).configs['r.local:5000'].auth).toEqual({
      username: text,
      password: text,
    })
  })

  test('a login at the proxy is read out of the environment as it was', () => {
    const { proxy } = someCluster({ 'network.proxyUrl': 'http://p:3128', 'network.proxyUsername': 'A\\s@vc' })
    const line = /^HTTPS_PROXY="(.*)"$/m.exec(renderProxyEnv(proxy ?? expect.fail('no proxy')))?.[1] ?? ''
    const { username, password, host } = new URL(line)
    expect([username, password].map(decodeURIComponent)).toEqual(['A\\s@vc', SOME_PROXY_PASSWORD])
    expect(host).toBe('p:3128')
    expect(line).not.toMatch(/["'\\$`\s]/)
    expect(someCluster({ 'network.proxyUrl': 'http://p:3128' }).proxy?.url).toBe('http://p:3128')
  })

  test('a proxy address cannot start a line of its own in the environment', () => {
    const env = renderProxyEnv({ url: 'http://a"\nLD_PRELOAD=/x', noProxy: ['$(reboot)'] })
    expect(env.split('\n')).toEqual([
      'HTTP_PROXY="http://a\\"LD_PRELOAD=/x"',
      'HTTPS_PROXY="http://a\\"LD_PRELOAD=/x"',
      'NO_PROXY="\\$(reboot)"',
      '',
    ])
  })
})

test('an existing registry is reached with its CA and login; a mirror stands for every registry', () => {
  const answers = {
    'registry.kind': 'existing',
    'registry.address': 'reg.local:5000',
    'registry.username': 'puller',
  } as const
  const { registry } = someCluster({ ...answers, 'registry.ca': 'PEM' })
  if (!registry) return expect.fail('no registry')
  expect(parse(renderRegistries(registry))).toEqual({
    mirrors: { 'reg.local:5000': { endpoint: ['https://reg.local:5000'] } },
    configs: {
      'reg.local:5000': {
        auth: { username: 'puller', password: 'planted-registry-password' },
        tls: { ca_file: '/etc/rancher/rke2/registry-ca.crt' },
      },
    },
  })
  expect(Object.keys(parse(renderRegistries({ ...registry, kind: 'mirror' })).mirrors)).toEqual(['*'])
})

test('kube-vip holds the VIP on the servers', () => {
  const text = renderKubeVip({
    address: '10.20.0.10',
    image: 'ghcr.io/kube-vip/kube-vip:v1.2.3',
    networkInterface: 'eth0',
  })
  const documents = parseAllDocuments(text) as { toJS(): { kind: string; spec?: unknown } }[]
  expect(documents.map((document) => document.toJS().kind)).toEqual([
    'ServiceAccount',
    'ClusterRole',
    'ClusterRoleBinding',
    'DaemonSet',
  ])
  expect(text).toContain('name: address\n              value: 10.20.0.10\n')
  expect(text).toContain('name: vip_interface\n              value: eth0\n')
})

test('a kubeconfig is kept with the join address and everything else as it was', () => {
  const text =
    'apiVersion: v1\nclusters:\n- name: default\n  cluster:\n    server: https://127.0.0.1:6443\n    certificate-authority-data: QUJD\nusers: []\n'
  expect(parse(withServer(text, 'https://10.20.0.10:6443'))).toEqual({
    apiVersion: 'v1',
    clusters: [
      { name: 'default', cluster: { server: 'https://10.20.0.10:6443', 'certificate-authority-data': 'QUJD' } },
    ],
    users: [],
  })
  expect(() => withServer('not: one', 'https://x')).toThrow()
})
