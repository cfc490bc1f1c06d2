import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Verdict } from '@astrago/contracts'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authority } from '../../test/certificates.ts'
import { changes, LabSite } from '../../test/lab-site.ts'
import type { NfsServer } from '../../test/nfs-server.ts'
import type { RegistryServer } from '../../test/registry-server.ts'
import { type SiteServers, serveSite } from '../../test/servers.ts'
import type { CheckedAnswers } from '../input.ts'

const able = await canRun()
const PASSWORD = 'a-password-of-the-lab'

/** Faults of a site's registry and NFS server: of all verdicts exactly the listed ones change. */
describe.skipIf(!able.ok)(`services of a site${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let servers: SiteServers
  let registry: RegistryServer
  let nfs: NfsServer
  let good: readonly Verdict[]
  /** The certificate of an authority that signed nothing here. */
  let stranger: string

  beforeAll(async () => {
    site = await LabSite.up('services', 2, () => ['worker'])
    servers = await serveSite(site.lab.machineAddress, PASSWORD)
    registry = servers.registry
    nfs = servers.nfs
    site.input = { ...site.input, answers: servers.answers, images: servers.images }
    const folder = await mkdtemp(join(tmpdir(), 'stranger-'))
    stranger = await authority(folder, servers.nfs.address).finally(() => rm(folder, { recursive: true }))
    good = await check()
  })
  afterAll(async () => {
    await site?.lab.down()
    await servers?.remove()
  })

  const check = async (password = PASSWORD): Promise<readonly Verdict[]> =>
    (await site.check({ active: true, secrets: { 'registry.password': password } })).verdicts
  const answered = async (change: CheckedAnswers): Promise<readonly Verdict[]> => {
    const { input } = site
    site.input = { ...input, answers: { ...input.answers, ...change } }
    return check().finally(() => {
      site.input = input
    })
  }
  const without = async (server: RegistryServer | NfsServer): Promise<readonly Verdict[]> => {
    await server.stop()
    return check().finally(() => server.serve())
  }
  const both = (line: string): string[] => ['n001', 'n002'].map((host) => line.replace(' ', ` ${host} `))

  test('good ones pass', () => {
    const mine = good.filter(({ check: id }) =>
      /^(registry-(tcp|answers|auth|images)|nfs-(server|version|export|root))/.test(id),
    )
    expect(mine.map(({ status }) => status)).toEqual(mine.map(() => 'pass'))
    expect(mine).toHaveLength(6 + 8)
  })

  const FAULTS: [name: string, work: () => Promise<readonly Verdict[]>, changed: string[]][] = [
    [
      'a registry with a wrong password',
      () => check('wrong'),
      ['registry-auth n001 fail refused', 'registry-images-present n001 unknown not-trusted'],
    ],
    [
      'a registry with an unknown authority',
      () => answered({ 'registry.ca': stranger }),
      [
        ...both('registry-answers fail untrusted'),
        'registry-auth n001 unknown not-trusted',
        'registry-images-present n001 unknown not-trusted',
      ],
    ],
    [
      'a registry without the authority that the questionnaire had',
      () => answered({ 'registry.ca': undefined }),
      [
        'ca-certificates-valid * gone',
        ...both('registry-answers fail untrusted'),
        'registry-auth n001 unknown not-trusted',
        ...both('registry-ca-trusted gone'),
        'registry-images-present n001 unknown not-trusted',
      ],
    ],
    [
      'a registry that is dead',
      () => without(registry),
      [
        ...both('registry-answers fail unreached'),
        'registry-auth n001 unknown not-trusted',
        'registry-images-present n001 unknown not-trusted',
        ...both('registry-tcp fail refused'),
      ],
    ],
    ['NFS read-only', () => answered({ 'storage.nfsPath': '/read-only' }), both('nfs-root-write-chown fail readOnly')],
    [
      'NFS with root squash',
      () => answered({ 'storage.nfsPath': '/squash' }),
      both('nfs-root-write-chown fail squashed'),
    ],
    [
      'NFS without the export',
      () => answered({ 'storage.nfsPath': '/gone' }),
      [
        ...both('nfs-capacity unknown not-trusted'),
        ...both('nfs-export-path fail missing'),
        ...both('nfs-root-write-chown unknown not-trusted'),
      ],
    ],
    [
      'an NFS server that is dead',
      () => without(nfs),
      [
        ...both('nfs-capacity unknown not-trusted'),
        ...both('nfs-export-path unknown not-trusted'),
        ...both('nfs-root-write-chown unknown not-trusted'),
        ...both('nfs-server-tcp fail refused'),
        ...both('nfs-version-41 unknown not-trusted'),
      ],
    ],
  ]
  test.each(FAULTS)('%s', async (_, work, changed) => {
    expect(changes(good, await work())).toEqual(changed)
  })
})
