import { describe, expect, test } from 'vitest'
import { verdictOf } from '../checks/cases/given.ts'
import { checkInfos } from '../checks/index.ts'
import type { PreflightInput } from '../input.ts'
import { UnknownReason } from '../unknown.ts'
import { EXPECTED } from './expected.ts'
import { requirements } from './requirements.ts'
import { STATES } from './states.ts'
import { WANTED } from './wanted.ts'

const SITE: PreflightInput = {
  site: { profile: 'air-gapped', distribution: 'rke2', kubernetes: null },
  answers: {},
  nodes: [],
  ports: [],
  packets: [],
  images: [],
}

const of = (changes: Partial<PreflightInput> = {}) =>
  requirements({ name: 'Hanbit', generatedAt: '2026-11-25T00:00:00.000Z', input: { ...SITE, ...changes } })

const node = (name: string, ...roles: PreflightInput['nodes'][number]['roles']) => ({
  name,
  address: '10.0.0.1',
  roles,
})

describe('what to prepare', () => {
  test('has the sizes of the roles at hand, and of a machine that is everything', () => {
    const roles = (nodes: PreflightInput['nodes']) => of({ nodes }).hardware.map(({ role }) => role)
    expect(roles([node('a', 'control-plane'), node('b', 'gpu')])).toEqual(['control-plane', 'gpu'])
    expect(roles([node('a', 'control-plane', 'worker')])).toEqual(['single'])
    const beside = [node('a', 'control-plane', 'worker'), node('b', 'storage'), node('c', 'registry')]
    expect(roles(beside)).toEqual(['single', 'storage', 'registry'])
    for (const { cpus, memoryGib, diskGib } of of({ nodes: [] }).hardware)
      for (const { least, advised } of [cpus, memoryGib, diskGib]) expect(advised).toBeGreaterThan(least)
  })

  test('asks of hardware what the checks of the same site and distribution do', () => {
    const nodes = [node('n1', 'control-plane', 'gpu'), node('n2', 'storage')]
    const needs = of({ nodes }).hardware.map(({ role, memoryGib: { least } }) => `${role} ${least}`)
    expect(needs).toEqual(['single 16', 'storage 4'])
    const [given, ...others] = nodes
    expect(verdictOf('memory-total', { node: given ?? {}, nodes: others })?.wanted).toMatch(/^>= 16 GiB/)
    const k0s = of({
      nodes: [node('a', 'control-plane'), node('b', 'worker')],
      site: { ...SITE.site, distribution: 'k0s' },
    })
    expect(k0s.hardware[0]).toMatchObject({ role: 'control-plane', cpus: { least: 1 }, memoryGib: { least: 1 } })
  })

  test('leaves out what the answers rule out', () => {
    const needs = (answers: PreflightInput['answers']) =>
      of({ nodes: [node('a', 'control-plane', 'gpu')], answers }).needs.map(({ check }) => check)
    const plain = needs({ 'security.cisProfile': false })
    for (const check of [
      'cis-etcd-user',
      'sysctl-cis-kubelet',
      'gpu-pod-security',
      'nfs-capacity',
      'vip-in-subnet',
      'ports-between-hosts',
    ])
      expect(plain).not.toContain(check)
    const more = needs({
      'security.cisProfile': true,
      'storage.kind': 'nfs',
      'storage.nfsServer': '10.0.0.9',
      'storage.nfsPath': '/export',
    })
    expect(more).toEqual(expect.arrayContaining(['cis-etcd-user', 'sysctl-cis-kubelet', 'nfs-capacity']))
  })

  test('tells what to do, in sentences that need no word of Kubernetes, in both languages', () => {
    const said = checkInfos().flatMap(({ id, prepare }) => (prepare ? [{ id, ...prepare }] : []))
    const silent = checkInfos().filter(
      ({ prepare, outcomes }) =>
        !prepare &&
        Object.entries(outcomes).some(
          ([id, { severity }]) => severity !== 'info' && !UnknownReason.safeParse(id).success,
        ),
    )
    expect(silent.map(({ id }) => id)).toEqual([])
    expect(said.filter(({ ko }) => !/십시오(\([^)]*\))?\./.test(ko)).map(({ id }) => id)).toEqual([])
    expect(
      said.filter(({ en }) => !/^[A-Z].*\.$/.test(en) || /^(The|It|There|When|With) /.test(en)).map(({ id }) => id),
    ).toEqual([])
    const jargon = /kubelet|파드|\bpods?\b|\bCNI\b|kube-proxy|namespace|overlay|[{}]/i
    expect(said.filter(({ ko, en }) => jargon.test(`${ko} ${en}`)).map(({ id }) => id)).toEqual([])
  })

  test('leaves out checks of other distributions, profiles and roles, and those that only inform', () => {
    const [a, b] = [node('a', 'control-plane'), node('b', 'worker')]
    const needs = of({ nodes: [a, b] }).needs.map(({ check }) => check)
    expect(needs).toContain('cpu-count')
    expect(needs.some((check) => check.startsWith('gpu-'))).toBe(false)
    expect(needs).not.toContain('python-target')
    expect(needs.length).toBeLessThan(checkInfos().length)
    const kubespray = of({ nodes: [a, b], site: { ...SITE.site, distribution: 'kubespray' } })
    expect(kubespray.needs.map(({ check }) => check)).toContain('python-target')
  })

  test('names limits in their units, as they are written in the data', () => {
    const wanted = (id: string) => of().needs.find(({ check }) => check === id)?.wanted
    expect(wanted('mtu-interface')).toEqual({ ko: '1280 이상 (권장 1500)', en: '1280 or more (advised 1500)' })
    expect(wanted('time-skew-hosts')?.en).toBe('within 30 s of each other (advised 2 s)')
    expect(wanted('swap-active')?.en).toBe('no swap (swapon --show)')
    expect(wanted('leftover-cni-interfaces')?.ko).toMatch(
      /^없을 것: cni0, flannel\*, vxlan\.calico, .*cali\*, cilium_\*/,
    )
    for (const { ko, en } of [WANTED, EXPECTED, STATES].flatMap((list) => Object.values(list)))
      expect(`${ko} ${en}`).not.toMatch(/undefined|NaN|\[object|[{}]/)
  })

  test('has one criterion for whatever is to be prepared, in words that say how it is then', () => {
    const lists = [WANTED, EXPECTED, STATES]
    const asked = checkInfos().filter(({ prepare }) => prepare)
    expect(asked.length).toBeGreaterThan(150)
    const criteria = asked.map(({ id }) => [id, lists.filter((list) => list[id]).length])
    expect(criteria.filter(([, count]) => count !== 1)).toEqual([])
  })

  test('says of packages, modules and ports what is to be with them', () => {
    expect(EXPECTED['nfs-client-tools']).toEqual({
      ko: '설치될 것: nfs-common (apt), nfs-utils (dnf)',
      en: 'installed: nfs-common (apt), nfs-utils (dnf)',
    })
    expect(WANTED['kernel-modules-base']?.ko).toMatch(/^불러올 수 있을 것: overlay, /)
    // Nothing but a name, a number or a list of them leaves open whether it is to be there or not.
    const bare = Object.entries({ ...WANTED, ...EXPECTED, ...STATES }).filter(([, { ko }]) =>
      /^[\w/-]+(, [\w/-]+)+$/.test(ko),
    )
    expect(bare.map(([id]) => id)).toEqual([])
  })

  test('says whether the installation stops without it', () => {
    const { needs } = of()
    const blocks = (id: string) => needs.find(({ check }) => check === id)?.blocks
    expect(blocks('cpu-count')).toBe(true)
    expect(blocks('swap-active')).toBe(false)
  })
})
