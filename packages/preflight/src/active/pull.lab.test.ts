import { join } from 'node:path'
import { canRun } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LabSite, lineOf } from '../../test/lab-site.ts'
import { RegistryServer } from '../../test/registry-server.ts'
import { ISSUER, SERVICE, serveTokens } from '../../test/token-service.ts'
import { factsFile } from '../facts-file.ts'
import type { WantedImage } from '../input.ts'
import type { PreflightResult } from '../run.ts'

const able = await canRun()
const ACCOUNT = { user: 'robot$lab', password: 'PLANTED-öffne-1' }
const wanted = (...names: string[]): WantedImage[] => names.map((name) => ({ name, delivered: false }))

describe.skipIf(!able.ok)(`a registry with a login${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let site: LabSite
  let registry: RegistryServer

  beforeAll(async () => {
    site = await LabSite.up('pull', 2)
    registry = await RegistryServer.make({ address: site.lab.machineAddress, port: 5443 }, ACCOUNT)
    await registry.fill('open/tool', '1.0')
    await registry.serve()
    site.input = {
      ...site.input,
      ports: [],
      answers: {
        'registry.kind': 'mirror',
        'registry.address': registry.address,
        'registry.username': ACCOUNT.user,
        'registry.ca': registry.ca,
      },
      images: wanted('quay.io/open/tool:1.0'),
    }
  })
  afterAll(async () => {
    await site?.lab.down()
    await registry?.remove()
  })

  const check = (password = ACCOUNT.password): Promise<PreflightResult> =>
    site.check({
      active: true,
      only: ['registry-answers', 'registry-auth', 'registry-images-present'],
      secrets: { 'registry.password': password },
    })
  const mine = ({ verdicts }: PreflightResult): string[] => verdicts.map(lineOf).sort()
  const changed = async (change: Partial<typeof site.input>, work = check): Promise<string[]> => {
    const { input } = site
    site.input = { ...input, ...change }
    try {
      return mine(await work())
    } finally {
      site.input = input
    }
  }
  const answered = (change: Partial<typeof site.input.answers>) => ({ answers: { ...site.input.answers, ...change } })
  const REACHED = ['registry-answers n001 pass pass', 'registry-answers n002 pass pass']
  const UNASKED = 'registry-images-present n001 unknown not-trusted'

  test('lets the account in and has the image; one server asks, and the password stays out of what is kept', async () => {
    const result = await check()
    expect(mine(result)).toEqual([...REACHED, 'registry-auth n001 pass pass', 'registry-images-present n001 pass pass'])
    const at = new Date().toISOString()
    const file = factsFile({ site: 's', exportedAt: at, preflight: null, input: site.input, result, waivers: [] })
    expect(JSON.stringify(file)).not.toMatch(/PLANTED/)
  })

  test('the same from a server that forwards nothing, through its python3', async () => {
    const found = await site.withFault('ssh-forwarding-off', 'n001', {}, () => check())
    expect(mine(found)).toContain('registry-images-present n001 pass pass')
  })

  test('a wrong password is refused, and is tried once', async () => {
    const before = registry.log.length
    const images = wanted(...Array.from({ length: 20 }, (_, n) => `open/tool:${n}`))
    expect(await changed({ images }, () => check('wrong'))).toEqual([
      ...REACHED,
      'registry-auth n001 fail refused',
      UNASKED,
    ])
    expect(registry.log.slice(before).match(/error authenticating user/g)).toHaveLength(1)
  })

  test('an account that the questionnaire does not have', async () => {
    expect(await changed(answered({ 'registry.username': undefined }))).toEqual([
      ...REACHED,
      'registry-auth n001 fail wanted',
      UNASKED,
    ])
  })

  test('an image that is missing', async () => {
    const images = [...wanted('open/tool:1.0', 'open/tool:2.0', 'docker.io/nginx:1')]
    const missing = (outcome: string) => [
      ...REACHED,
      'registry-auth n001 pass pass',
      `registry-images-present n001 ${outcome}`,
    ]
    expect(await changed({ images })).toEqual(missing('fail missing'))
    expect(await changed({ images, ...answered({ 'registry.kind': 'existing' }) })).toEqual(missing('pass toLoad'))
    const delivered = images.map((image) => ({ ...image, delivered: true }))
    expect(await changed({ images: delivered })).toEqual(missing('warn spare'))
  })

  test('an authority that nobody knows gets no password, not even a question', async () => {
    const before = registry.log.length
    expect(await changed(answered({ 'registry.ca': undefined }))).toEqual([
      'registry-answers n001 fail untrusted',
      'registry-answers n002 fail untrusted',
      'registry-auth n001 unknown not-trusted',
      UNASKED,
    ])
    expect(registry.log.slice(before)).not.toMatch(/http\.request/)
  })

  test('a registry whose tokens come from another service', async () => {
    const place = { address: site.lab.machineAddress, port: 5444 }
    const token = (realm: string) => ({
      token: { realm, service: SERVICE, issuer: ISSUER, rootcertbundle: join(registry.folder, 'ca.pem') },
    })
    const end = await serveTokens(registry.folder, place, ACCOUNT)
    try {
      await registry.serve(token(`https://${place.address}:${place.port}/token`))
      expect(mine(await check())).toEqual([
        ...REACHED,
        'registry-auth n001 pass pass',
        'registry-images-present n001 pass pass',
      ])
      expect(await changed({ images: wanted('other/tool:1') })).toContain('registry-images-present n001 fail denied')
      expect(mine(await check('wrong'))).toContain('registry-auth n001 fail refused')
      // In the clear, or to nobody: the password stays here.
      for (const realm of [`http://${place.address}:${place.port}/token`, `https://${place.address}:1/token`]) {
        await registry.serve(token(realm))
        expect(mine(await check())).toContain('registry-auth n001 fail service')
      }
    } finally {
      end()
      await registry.serve()
    }
  })
})
