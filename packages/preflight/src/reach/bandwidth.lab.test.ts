import { streamSeconds } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changes, LabSite } from '../../test/lab-site.ts'
import type { PreflightResult } from '../run.ts'
import { ruleOf } from '../testing.ts'

const able = await canRun()
const HOSTS = ['n001', 'n002']

describe.skipIf(!able.ok)(`bandwidth of real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let clean: PreflightResult
  /** Logged in beforehand: on a machine under load a login takes longer than a stream. */
  let watched: Host[]
  beforeAll(async () => {
    site = await LabSite.up('bandwidth', HOSTS.length, () => ['worker'])
    site.input = { ...site.input, ports: [ruleOf('kubelet', 10250, 'node', 'node')] }
    watched = await Promise.all(HOSTS.map(site.open))
    clean = await measure()
  })
  afterAll(async () => {
    await Promise.all((watched ?? []).map((host) => host.close()))
    await site?.lab.down()
  })

  const measure = (): Promise<PreflightResult> => site.check({ bandwidth: true })
  const ways = ({ links }: PreflightResult): string[] => links.map(({ from, to }) => `${from} ${to}`)
  const mbps = ({ links }: PreflightResult): number[] => links.map(({ bandwidth }) => bandwidth?.mbps ?? 0)

  async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
    const startedAt = performance.now()
    const value = await work()
    return { value, seconds: (performance.now() - startedAt) / 1000 }
  }

  const onAll = async (command: string): Promise<string[]> =>
    (await Promise.all(watched.map((host) => host.run(command)))).map(({ stdout }) => stdout)
  /** Ends of streams that run on the hosts. */
  const running = async (): Promise<number> =>
    (await onAll('pgrep -fc "[r]ecv_into|[c]reate_connection"')).reduce((sum, count) => sum + Number(count), 0)
  const listening = async (): Promise<string> => (await onAll('ss -Hlnt sport = :10250')).join('')
  async function nothingStays(): Promise<void> {
    expect(await running()).toBe(0)
    expect(await listening()).toBe('')
  }

  test('is measured both ways where it was asked for, and nothing stays', async () => {
    expect(ways(clean)).toEqual(['n001 n002', 'n002 n001'])
    for (const each of mbps(clean)) expect(each).toBeGreaterThan(100)
    await nothingStays()
    const { verdicts } = await site.check()
    expect(changes(clean.verdicts, verdicts)).toEqual(HOSTS.map((name) => `bandwidth-hosts ${name} gone`))
  })

  test.each(['60000', '1000'])('a link of %s kbit/s changes exactly its verdicts', async (kbit) => {
    const [found, seconds] = await site.withFault('slow-link', 'n002', { kbit }, async () => {
      const without = await timed(() => site.check())
      const result = await timed(measure)
      return [result.value, result.seconds - without.seconds]
    })
    // What the two preflights differ by besides is the load of the machine.
    expect(seconds).toBeLessThan(2 * streamSeconds(HOSTS.length).most)
    expect(changes(clean.verdicts, found.verdicts)).toEqual(HOSTS.map((name) => `bandwidth-hosts ${name} warn slow`))
    for (const each of mbps(found)) {
      expect(each).toBeGreaterThan(0.2 * (Number(kbit) / 1000))
      expect(each).toBeLessThan(1.2 * (Number(kbit) / 1000))
    }
    await nothingStays()
  })

  test.each([
    ['nc in place of python3', 'python3'],
    ['nothing to take a stream with', 'python3 nc'],
  ])('%s on one host', async (_, tools) => {
    const found = await site.withFault('tools-missing', 'n002', { tools }, measure)
    const said = found.links.map(({ from, to, bandwidth }) => `${from} ${to} ${bandwidth ? 'measured' : 'not'}`)
    const there = tools.includes('nc') ? 'not' : 'measured'
    expect(said).toEqual([`n001 n002 ${there}`, 'n002 n001 measured'])
    await nothingStays()
  })

  test('where none comes about, that is said, and kept by a preflight that asks for none', async () => {
    const dropped = { port: '10250' }
    const found = await site.withFault('port-drop', 'n001', dropped, () =>
      site.withFault('port-drop', 'n002', dropped, measure),
    )
    const said = (result: PreflightResult) =>
      changes(clean.verdicts, result.verdicts).filter((line) => line.startsWith('bandwidth-hosts'))
    const unknown = HOSTS.map((name) => `bandwidth-hosts ${name} unknown no-stream`)
    expect(said(found)).toEqual(unknown)
    expect(said(await site.check({ earlier: found }))).toEqual(unknown)
    expect(said(await site.check({ earlier: found, bandwidth: true }))).toEqual([])
  })

  test('an abort leaves no stream and no listener', async () => {
    const abort = new AbortController()
    await site.withFault('slow-link', 'n002', { kbit: '1000' }, async () => {
      const under = site.check({ bandwidth: true, signal: abort.signal })
      await expect.poll(running, { interval: 50 }).toBe(2)
      abort.abort(new Error('stopped'))
      await expect(under).rejects.toThrow('stopped')
      expect(await running()).toBe(0)
    })
    expect(await listening()).toBe('')
  })
})
