import { type Cni, type Distribution, portRules } from '@astrago/contracts'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LabSite, lineOf } from '../../test/lab-site.ts'
import type { PreflightResult } from '../run.ts'

const able = await canRun()

/** The ports tried at a host, datagrams apart from connections. */
const portsTried = ({ reach }: PreflightResult, to: string): string[] =>
  [
    ...new Set(
      reach
        .filter((row) => row.to === to && row.bytes === undefined)
        .map(({ port, protocol }) => `${port}${protocol === 'udp' ? '/udp' : ''}`),
    ),
  ].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))

type Case = { distribution: Distribution; cni: Cni; server: string[]; worker: string[] }

describe.skipIf(!able.ok)(`other distributions than RKE2${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  beforeAll(async () => {
    site = await LabSite.up('distributions', 3)
  })
  afterAll(() => site?.lab.down())

  test.each<Case>([
    {
      distribution: 'k0s',
      cni: 'kube-router',
      server: ['6443', '8132'],
      worker: ['179', '4443', '9100', '10250', '30000', '32767'],
    },
    {
      distribution: 'kubespray',
      cni: 'cilium',
      server: ['4240', '6443', '8472/udp', '9100', '10250', '30000', '32767'],
      worker: ['4240', '4443', '8472/udp', '9100', '10250', '30000', '32767'],
    },
  ])('$distribution with $cni is tried on real hosts', async ({ distribution, cni, server, worker }) => {
    site.input = {
      ...site.input,
      site: { ...site.input.site, distribution },
      answers: { 'network.cni': cni },
      ports: [...portRules(distribution, cni)],
    }
    const clean = await site.check()
    expect(portsTried(clean, 'n001')).toEqual(server)
    expect(portsTried(clean, 'n002')).toEqual(worker)
    expect(clean.links).toHaveLength(6)
    expect(clean.mesh.ports.map(({ port }) => port)).toEqual(expect.arrayContaining(worker.map(Number.parseFloat)))
    expect(clean.verdicts.map(lineOf)).toContain('ports-between-hosts n002 pass pass')

    const port = worker[0] ?? ''
    const broken = await site.withFault('port-drop', 'n003', { port }, () => site.check())
    expect(broken.verdicts.map(lineOf)).toContain('ports-between-hosts n003 fail dropped')
    const verdict = broken.verdicts.find(({ check, host }) => check === 'ports-between-hosts' && host === 'n003')
    expect(JSON.stringify(verdict?.params)).toContain(`n002 -> ${port} (timeout)`)

    // A customer's own exporter is shown in the map, and stops nothing.
    const taken = await site.withFault('port-taken', 'n003', { port: '9100' }, () => site.check())
    expect(taken.verdicts.map(lineOf)).toContain('port-in-use n003 warn beside')
    const listeners = taken.mesh.hosts.find(({ name }) => name === 'n003')?.listeners ?? []
    expect(listeners.map(({ key }) => key)).toContain('9100/tcp')
  })
})
