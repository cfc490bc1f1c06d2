import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LabSite } from '../test/lab-site.ts'
import { type PreflightProgress, runPreflight } from './run.ts'
import { ruleOf } from './testing.ts'

const able = await canRun()
const OTHERS = ['n001', 'n003']

describe.skipIf(!able.ok)(`one host that is slow${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  beforeAll(async () => {
    site = await LabSite.up('slow-host', 3)
    site.input = {
      ...site.input,
      ports: [ruleOf('kubelet', 10250, 'node', 'node'), ruleOf('vxlan', 8472, 'node', 'node', { protocol: 'udp' })],
      answers: { 'network.domain': 'lab.test', 'network.ntpServers': ['ntp.lab.test'] },
    }
  })
  afterAll(() => site?.lab.down())

  /** What happened, in its order: a host judged or given up, a way between two told, a connection no longer needed. */
  async function courseOf(options: { active?: boolean; hostDeadlineMs?: number }) {
    const course: string[] = []
    const onEvent = (event: PreflightProgress): void => {
      if (event.kind === 'mesh') course.push(...event.mesh.pairs.map(({ from, to }) => `${from} ${to}`))
      else if (event.state === 'judged' || event.state === 'failed') course.push(`${event.host} ${event.state}`)
    }
    const open = async (name: string) => {
      const host = await site.open(name)
      return { ...host, close: () => host.close().then(() => void course.push(`${name} closed`)) }
    }
    const result = await runPreflight({ input: site.input, open, transport: 'ssh', onEvent, ...options })
    return { course, result }
  }

  const before = (course: readonly string[], end: string): string[] => {
    expect(course).toContain(end)
    return course.slice(0, course.indexOf(end))
  }
  const WAYS = ['n001 n003', 'n003 n001']
  const judged = OTHERS.map((name) => `${name} judged`)

  test('because its login hangs: the others are judged, and the ways between them told, while it is waited for', async () => {
    await site.withFault('login-hangs', 'n002', {}, async () => {
      const { course } = await courseOf({ hostDeadlineMs: 25_000 })
      expect(before(course, 'n002 failed')).toEqual(expect.arrayContaining([...judged, ...WAYS]))
      expect(course).toEqual(expect.arrayContaining(['n001 n002', 'n003 n002']))
    })
  })

  test('because it is dead: the same', async () => {
    await site.withFault('link-down', 'n002', {}, async () => {
      const { course } = await courseOf({})
      expect(before(course, 'n002 failed')).toEqual(expect.arrayContaining([...judged, ...WAYS]))
    })
  })

  test('because its DNS server is silent: the others have tried all and are let go while it is waited for', async () => {
    await site.withFault('dns-dead', 'n002', {}, async () => {
      const { course, result } = await courseOf({ active: true })
      expect(before(course, 'n002 closed')).toEqual(
        expect.arrayContaining(['n001 closed', 'n003 closed', 'n002 judged', 'n001 n002', 'n003 n002']),
      )
      const said = result.verdicts.find(({ check, host }) => check === 'dns-names-resolve' && host === 'n002')
      expect(said?.outcome).toBe('silent')
    })
  })

  test('because its DNS server is silent: it tries the others all the same while it looks up names of services', async () => {
    const { input } = site
    const registry = { 'registry.kind': 'existing', 'registry.address': 'harbor.lab.test' } as const
    const storage = { 'storage.kind': 'nfs', 'storage.nfsServer': 'nas.lab.test', 'storage.nfsPath': '/x' } as const
    site.input = { ...input, answers: { ...input.answers, ...registry, ...storage } }
    try {
      const { reach, verdicts } = await site.withFault('dns-dead', 'n002', {}, () => site.check())
      const tried = reach.filter(({ from, to }) => from === 'n002' && OTHERS.includes(to))
      expect(tried.map(({ result }) => result)).toEqual(tried.map(() => 'refused'))
      const said = verdicts.filter(({ check, host }) => host === 'n002' && /^(registry|nfs-server)-tcp$/.test(check))
      expect(said.map(({ outcome }) => outcome)).toEqual(['no-name', 'no-name'])
    } finally {
      site.input = input
    }
  })
})
