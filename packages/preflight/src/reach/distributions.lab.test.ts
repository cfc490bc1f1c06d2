import { type Cni, type Distribution, portRules } from '@astrago/contracts'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleanLines, deviations, LabSite, lineOf } from '../../test/lab-site.ts'
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

/** `lacks`: what the lab has not of what the distribution needs, by check. */
type Case = { distribution: Distribution; cni: Cni; server: string[]; worker: string[]; lacks: string[] }

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
      lacks: [],
    },
    {
      distribution: 'kubespray',
      cni: 'cilium',
      server: ['4240', '6443', '8472/udp', '9100', '10250', '30000', '32767'],
      worker: ['4240', '4443', '8472/udp', '9100', '10250', '30000', '32767'],
      // Kubespray takes packages from a repository, which a lab without network has none of.
      lacks: ['pkg-needed-airgap', 'python-target-bindings'],
    },
  ])('$distribution with $cni is tried on real hosts', async ({ distribution, cni, server, worker, lacks }) => {
    site.input = {
      ...site.input,
      site: { ...site.input.site, distribution },
      // The lab's own network lies in the service network that k0s has by default.
      answers: { 'network.cni': cni, 'network.serviceCidr': '10.43.0.0/16', 'network.podCidr': '10.42.0.0/16' },
      ports: [...portRules(distribution, cni)],
    }
    const clean = await site.check()
    expect(portsTried(clean, 'n001')).toEqual(server)
    expect(portsTried(clean, 'n002')).toEqual(worker)
    expect(clean.links).toHaveLength(6)
    expect(clean.mesh.ports.map(({ port }) => port)).toEqual(
      expect.arrayContaining(worker.map((port) => Number.parseInt(port, 10))),
    )
    const fitting = clean.verdicts.filter(({ check, status }) => !(lacks.includes(check) && status === 'fail'))
    expect(fitting).toHaveLength(clean.verdicts.length - lacks.length * 3)
    expect(deviations(fitting)).toEqual(cleanLines())

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
