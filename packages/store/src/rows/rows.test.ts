import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Store } from '../open.ts'
import { temporaryStore } from '../testing.ts'
import { noteAudit, readAudit } from './audit.ts'
import { noteHost, readHostRows } from './hosts.ts'
import { invite, openInvitation, revokeInvitation } from './invitations.ts'
import { dropLease, LEASE_MS, leaseOwner, renewLease, takeLease } from './lease.ts'
import { addFirstUser, addUser, findUser, setPassword, setUserDisabled } from './people.ts'
import { beginPreflight, latestFindings, readPreflight } from './preflights.ts'
import { setRunState, startRun } from './runs.ts'
import { readSections, saveSection, saveSections } from './sections.ts'
import { IDLE_MS, LONGEST_MS, makeLink, readSession, startSession, useLink } from './sessions.ts'
import { changeSite, makeSite, readSite } from './sites.ts'
import { listWaivers, type NewWaiver, revokeWaiver, waive } from './waivers.ts'

let store: Store
let remove: () => Promise<void>
let siteId: string

beforeEach(async () => {
  ;({ store, remove } = await temporaryStore())
  siteId = (await makeSite(store.db, { name: 'A', kind: 'remote', profile: 'online', distribution: 'rke2' })).id
})
afterEach(async () => {
  vi.useRealTimers()
  await remove()
})

const passphrase = { passwordHash: 'hash' }

describe('people', () => {
  test('only one of two who follow the first link at once becomes the first user', async () => {
    const results = await Promise.allSettled(
      ['kim', 'lee'].map((name) => addFirstUser(store.db, { name, ...passphrase })),
    )
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('names differ by more than case', async () => {
    await addUser(store.db, { name: 'Kim', role: 'support', ...passphrase })
    await expect(addUser(store.db, { name: 'kim', role: 'support', ...passphrase })).rejects.toMatchObject({
      code: 'NAME_TAKEN',
    })
    expect((await findUser(store.db, 'KIM'))?.name).toBe('Kim')
  })

  test('disabling a user ends their sessions; the last reseller stays', async () => {
    const kim = await addFirstUser(store.db, { name: 'kim', ...passphrase })
    await expect(setUserDisabled(store.db, kim.id, true)).rejects.toMatchObject({ code: 'LAST_RESELLER' })
    const lee = await addUser(store.db, { name: 'lee', role: 'reseller', ...passphrase })
    const token = await startSession(store.db, { userId: lee.id })
    await setUserDisabled(store.db, lee.id, true)
    expect(await readSession(store.db, token)).toBeNull()
  })

  test('a new password ends every other session', async () => {
    const { id } = await addFirstUser(store.db, { name: 'kim', ...passphrase })
    const [mine, other] = [await startSession(store.db, { userId: id }), await startSession(store.db, { userId: id })]
    const kept = (await readSession(store.db, mine))?.tokenHash
    await setPassword(store.db, id, 'new', kept)
    expect(await readSession(store.db, mine)).not.toBeNull()
    expect(await readSession(store.db, other)).toBeNull()
  })
})

describe('sessions', () => {
  test('end when idle, and at the latest after their longest time', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { id } = await addFirstUser(store.db, { name: 'kim', ...passphrase })
    const token = await startSession(store.db, { userId: id })
    const start = Date.now()
    for (let at = start; at < start + LONGEST_MS - IDLE_MS / 2; at += IDLE_MS / 2) {
      vi.setSystemTime(at)
      expect(await readSession(store.db, token)).not.toBeNull()
    }
    vi.setSystemTime(start + LONGEST_MS + 1)
    expect(await readSession(store.db, token)).toBeNull()
    const idle = await startSession(store.db, { userId: id })
    vi.setSystemTime(Date.now() + IDLE_MS + 1)
    expect(await readSession(store.db, idle)).toBeNull()
  })

  test('are not prolonged by who only watches', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { id } = await addFirstUser(store.db, { name: 'kim', ...passphrase })
    const token = await startSession(store.db, { userId: id })
    const start = Date.now()
    for (const minutes of [20, 40, 59]) {
      vi.setSystemTime(start + minutes * 60_000)
      expect(await readSession(store.db, token, { prolong: false })).not.toBeNull()
    }
    vi.setSystemTime(start + IDLE_MS + 1)
    expect(await readSession(store.db, token, { prolong: false })).toBeNull()
  })

  test('a login link works once, for its purpose only', async () => {
    const token = await makeLink(store.db, 'setup', null, 10)
    await expect(useLink(store.db, 'login', token)).rejects.toMatchObject({ code: 'LINK_INVALID' })
    const results = await Promise.allSettled([useLink(store.db, 'setup', token), useLink(store.db, 'setup', token)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('of an invitation end when it is revoked', async () => {
    const { invitation, token } = await invite(store.db, siteId, 'IT team', 7)
    expect((await openInvitation(store.db, token)).site).toBe(siteId)
    const cookie = await startSession(store.db, { invitationId: invitation.id })
    expect(await readSession(store.db, cookie)).toMatchObject({ role: 'customer', site: siteId })
    await revokeInvitation(store.db, siteId, invitation.id)
    expect(await readSession(store.db, cookie)).toBeNull()
    await expect(openInvitation(store.db, token)).rejects.toMatchObject({ code: 'LINK_INVALID' })
  })
})

describe('a section', () => {
  const edit = (revision: number, value: string, who: string) => ({
    siteId,
    section: 'network',
    revision,
    values: { 'network.domain': value },
    secrets: [],
    cleared: [],
    who,
  })
  const save = (...of: Parameters<typeof edit>) => saveSection(store.db, edit(...of))

  test('is not written when one that is saved with it cannot be', async () => {
    await save(0, 'a.example', 'kim')
    const first = { ...edit(0, '', 'lee'), section: 'resources', values: { 'resources.nodes': [] } }
    const both = saveSections(store.db, [first, edit(0, 'b.example', 'lee')])
    await expect(both).rejects.toMatchObject({ code: 'SECTION_CHANGED', details: { params: { section: 'network' } } })
    expect(await readSections(store.db, siteId)).toMatchObject([{ section: 'network', savedBy: 'kim' }])
  })

  test('is a change of its site', async () => {
    await save(0, 'a.example', 'kim')
    const [[section], site] = [await readSections(store.db, siteId), await readSite(store.db, siteId)]
    expect(site.updatedAt).toBe(section?.savedAt)
  })

  test('saved by two from the same revision keeps the first and tells the second who', async () => {
    await save(0, 'a.example', 'kim')
    await save(1, 'b.example', 'kim')
    await expect(save(1, 'c.example', 'lee')).rejects.toMatchObject({
      code: 'SECTION_CHANGED',
      details: { params: { who: 'kim', revision: 2 } },
    })
    expect(await readSections(store.db, siteId)).toMatchObject([
      { revision: 2, values: { 'network.domain': 'b.example' } },
    ])
  })
})

describe('a lease', () => {
  test('belongs to one owner until its heartbeat stops', async () => {
    const at = Date.now()
    expect(await takeLease(store.db, siteId, 'one', at)).toBe(true)
    expect(await takeLease(store.db, siteId, 'two', at + 1000)).toBe(false)
    expect(await renewLease(store.db, siteId, 'one', at + LEASE_MS)).toBe(true)
    expect(await takeLease(store.db, siteId, 'two', at + LEASE_MS + 1)).toBe(false)
    expect(await takeLease(store.db, siteId, 'two', at + 2 * LEASE_MS + 1)).toBe(true)
    expect(await renewLease(store.db, siteId, 'one', at + 2 * LEASE_MS + 2)).toBe(false)
    await dropLease(store.db, siteId, 'one')
    expect(await leaseOwner(store.db, siteId, at + 2 * LEASE_MS + 3)).toBe('two')
  })
})

describe('rows', () => {
  test('a host under another address loses the key that was pinned for the old one', async () => {
    await noteHost(store.db, siteId, { name: 'cp-1', address: '10.0.0.1' }, { pinned: 'SHA256:a' })
    await noteHost(store.db, siteId, { name: 'cp-1', address: '10.0.0.1' }, { reached: true })
    expect((await readHostRows(store.db, siteId)).get('cp-1')).toMatchObject({ pinned: 'SHA256:a', reached: true })
    await noteHost(store.db, siteId, { name: 'cp-1', address: '10.0.0.2' }, { reached: true })
    expect((await readHostRows(store.db, siteId)).get('cp-1')).toMatchObject({ pinned: null, address: '10.0.0.2' })
  })

  test('a waiver is replaced with what it is for, listed and revoked', async () => {
    const found = { outcome: 'few', found: '2', identity: '2' }
    const one: NewWaiver = {
      ...found,
      check: 'cpu-count',
      host: 'cp-1',
      reason: 'known and agreed',
      who: 'kim',
      expires: '2026-12-31',
    }
    await waive(store.db, siteId, [one, { ...one, host: 'cp-2' }])
    const [again] = await waive(store.db, siteId, [{ ...one, who: 'lee', found: '1', identity: '1' }])
    expect(await listWaivers(store.db, siteId)).toMatchObject([
      { host: 'cp-2', who: 'kim', found: '2' },
      { host: 'cp-1', who: 'lee', found: '1', identity: '1', expires: '2026-12-31' },
    ])
    await revokeWaiver(store.db, siteId, again?.id ?? '')
    expect(await listWaivers(store.db, siteId)).toMatchObject([{ host: 'cp-2' }])
    await expect(revokeWaiver(store.db, siteId, again?.id ?? '')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('a preflight that begins is known by its hosts, and has found nothing yet', async () => {
    const { id } = await startRun(store.db, { siteId, kind: 'preflight', startedBy: 'kim' })
    await beginPreflight(store.db, id, ['a', 'b'])
    expect(await readPreflight(store.db, siteId, id)).toMatchObject({ hosts: ['a', 'b'], verdicts: [] })
    await setRunState(store.db, id, 'cancelled')
    expect(await latestFindings(store.db, siteId)).toBeNull()
  })

  test('the audit log is read in pages, newest first', async () => {
    for (let i = 0; i < 101; i++) await noteAudit(store.db, { who: 'kim', role: 'reseller', action: `a${i}` })
    const first = await readAudit(store.db, {})
    expect([first.entries[0]?.action, first.entries.length, first.more]).toEqual(['a100', 100, true])
    const second = await readAudit(store.db, { before: first.entries.at(-1)?.id })
    expect(second).toMatchObject({ entries: [{ action: 'a0' }], more: false })
  })

  test('two sites of one name exist only when one is archived', async () => {
    const again = { name: 'A', kind: 'remote', profile: 'online', distribution: 'rke2' } as const
    await expect(makeSite(store.db, again)).rejects.toMatchObject({ code: 'NAME_TAKEN' })
    await changeSite(store.db, siteId, { archived: true })
    await makeSite(store.db, again)
    await expect(changeSite(store.db, siteId, { archived: false })).rejects.toMatchObject({ code: 'NAME_TAKEN' })
  })
})
