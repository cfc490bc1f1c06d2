import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changes, LabSite } from '../../test/lab-site.ts'
import type { PreflightResult } from '../run.ts'
import { ruleOf } from '../testing.ts'
import { openListener } from './listener.ts'
import { listenScript } from './tools/listen-script.ts'

const able = await canRun()
const HOLDER = fileURLToPath(new URL('../../test/hold-listener.ts', import.meta.url))

describe.skipIf(!able.ok)(`listeners on real hosts${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let clean: PreflightResult
  beforeAll(async () => {
    site = await LabSite.up('listener-test', 3)
    const ports = [ruleOf('kubelet', 10250, 'node', 'node'), ruleOf('vxlan', 8472, 'node', 'node', { protocol: 'udp' })]
    site.input = { ...site.input, ports }
    clean = await site.check()
  })
  afterAll(() => site?.lab.down())

  /** The ports of the matrix that anybody listens on. */
  async function standing(host: string): Promise<string[]> {
    const { stdout } = await site.lab.ssh(host, 'ss -Hlntu')
    return stdout.split('\n').flatMap((line) => /:(10250|8472)\s/.exec(line)?.[1] ?? [])
  }

  const saidWith = async (name: string, params: Record<string, string>): Promise<string[]> => {
    const found = await site.withFault(name, 'n002', params, () => site.check({ listeners: true }))
    return changes(clean.verdicts, found.verdicts)
  }

  test('a firewall that resets is told from a closed port', async () => {
    expect(await saidWith('port-reset', { port: '10250' })).toEqual(['ports-between-hosts n002 fail rejected'])
  })

  test('UDP that is swallowed is told from UDP that nobody answers', async () => {
    const params = { port: '8472', protocol: 'udp' }
    expect(await saidWith('port-drop', params)).toEqual(['matrix-udp-overlay n002 fail dropped'])
  })

  const MATRIX = /matrix-udp-overlay|ports-between-hosts/

  test.each([
    ['python3', ''],
    ['socat', 'python3'],
    ['nc', 'python3 socat'],
  ])('what the rules cannot prove %s proves', async (_, missing) => {
    const found = await site.withFault('tools-missing', 'n002', { tools: missing }, () =>
      site.withFault('sudo-denied', 'n002', {}, () => site.check({ listeners: true })),
    )
    expect(changes(clean.verdicts, found.verdicts).filter((line) => MATRIX.test(line))).toEqual([])
    const proven = found.reach.filter(({ to, listener }) => to === 'n002' && listener)
    expect(new Set(proven.map(({ result }) => result))).toEqual(new Set(['open']))
    expect(proven.map(({ from, port, bytes }) => `${from} ${port} ${bytes ?? ''}`.trim())).toEqual([
      'n001 10250',
      'n001 8472',
      'n001 8472 1472',
      'n003 10250',
      'n003 8472',
      'n003 8472 1472',
    ])
    expect(await standing('n002')).toEqual([])
  })

  test('a preflight takes listeners of another for no program that has the ports', async () => {
    const host = await site.open('n002')
    try {
      const ports = site.input.ports.map(({ protocol, first: port }) => ({ protocol, port }))
      const listener = await openListener(host, site.lab.host('n002').address, ports)
      const { verdicts } = await site.check({ listeners: true })
      expect(listener?.isUp()).toBe(true)
      expect(changes(clean.verdicts, verdicts)).toEqual([])
      await listener?.close()
    } finally {
      await host.close()
    }
  })

  test('without a tool to listen with, it stays not proven', async () => {
    const found = await site.withFault('tools-missing', 'n002', { tools: 'python3 socat nc' }, () =>
      site.withFault('port-reset', 'n002', { port: '10250' }, () => site.check({ listeners: true })),
    )
    expect(changes(clean.verdicts, found.verdicts).filter((line) => MATRIX.test(line))).toEqual([
      'ports-between-hosts n002 unknown not-proven',
    ])
  })

  test('with room for one session the host tries others, and is not listened on', async () => {
    const found = await site.withFault('max-sessions-1', 'n002', {}, () =>
      site.withFault('port-reset', 'n002', { port: '10250' }, () => site.check({ listeners: true })),
    )
    expect(changes(clean.verdicts, found.verdicts)).toEqual([
      'ports-between-hosts n002 unknown not-proven',
      'ssh-max-sessions n002 warn few',
    ])
  })

  describe('leave nothing behind', () => {
    const PORTS = [
      { protocol: 'tcp', port: 10250 },
      { protocol: 'udp', port: 8472 },
    ] as const
    const gone = () => expect.poll(() => standing('n002'), { timeout: 5_000 }).toEqual([])

    test.each([
      ['python3', ''],
      ['socat', 'python3'],
      ['nc', 'python3 socat'],
    ])('%s: a port in use is left alone, and closing closes', async (_, tools) => {
      await site.withFault('tools-missing', 'n002', { tools }, () =>
        site.withFault('port-taken', 'n002', { port: '10250' }, async () => {
          const host = await site.open('n002')
          try {
            const listener = await openListener(host, site.lab.host('n002').address, PORTS)
            expect([...(listener?.stands ?? [])]).toEqual(['udp 8472'])
            expect(await standing('n002')).toContain('8472')
            await listener?.close()
            expect((await standing('n002')).filter((port) => port === '8472')).toEqual([])
          } finally {
            await host.close()
          }
        }),
      )
      await gone()
    })

    test.each([
      ['python3', ''],
      ['socat', 'python3'],
      ['nc', 'python3 socat'],
    ])('%s: when nobody ends them, their time does', async (_, tools) => {
      await site.withFault('tools-missing', 'n002', { tools }, async () => {
        const host = await site.open('n002')
        const leash = new PassThrough()
        try {
          const script = listenScript(site.lab.host('n002').address, PORTS, 3, 'a mark')
          const said = await host.run(script, { stdin: leash, timeoutMs: 20_000 })
          expect(said.stdout).toMatch(/at tcp 10250\nat udp 8472\nready/)
          await gone()
        } finally {
          leash.end()
          await host.close()
        }
      })
    })

    test('an abort ends them', async () => {
      const abort = new AbortController()
      const host = await site.open('n002')
      try {
        const listener = await openListener(host, site.lab.host('n002').address, PORTS, abort.signal)
        expect(await standing('n002')).toHaveLength(2)
        abort.abort()
        await gone()
        expect(listener?.isUp()).toBe(false)
      } finally {
        await host.close()
      }
    })

    test.each([
      ['python3', ''],
      ['socat', 'python3'],
      ['nc', 'python3 socat'],
    ])('%s: a console that is killed ends them', async (_, tools) => {
      await site.withFault('tools-missing', 'n002', { tools }, async () => {
        const { address, hostKeyFingerprint } = site.lab.host('n002')
        const console = spawn(process.execPath, [HOLDER, address, hostKeyFingerprint, site.lab.keyPath], {
          stdio: ['ignore', 'pipe', 'inherit'],
        })
        const [said] = await once(console.stdout, 'data')
        expect(String(said)).toBe('2\n')
        expect(await standing('n002')).toHaveLength(2)
        console.kill('SIGKILL')
        await once(console, 'exit')
        await gone()
      })
    })
  })
})
