import type { HostView } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { countHosts, fieldOf, hostState, keyFile } from './host-state.ts'

function aHost(
  state: HostView['key']['state'],
  reached: boolean | null,
  problem: HostView['problem'] = null,
): HostView {
  const key = { state, type: 'ssh-ed25519', offered: null, pinned: null }
  return { name: 'cp-1', address: '10.0.0.1', roles: [], key, reached, problem, summary: null, seenAt: null }
}

describe('hostState', () => {
  it('speaks of the key before the reach', () => {
    expect(hostState(aHost('changed', false))).toBe('changed')
    expect(hostState(aHost('offered', null, { code: 'HOST_KEY_UNCONFIRMED' }))).toBe('offered')
  })

  it('tells a host that failed from one that was never tried', () => {
    expect(hostState(aHost('unseen', null))).toBe('unseen')
    expect(hostState(aHost('unseen', null, { code: 'HOST_UNREACHABLE' }))).toBe('failed')
    expect(hostState(aHost('pinned', false))).toBe('failed')
  })

  it('needs no key on the machine itself', () => {
    expect(hostState(aHost('none', true))).toBe('ready')
  })
})

it('counts every host once', () => {
  expect(countHosts([aHost('pinned', true), aHost('pinned', true), aHost('changed', false)])).toEqual({
    n: 3,
    ready: 2,
    offered: 0,
    changed: 1,
    failed: 0,
    unseen: 0,
  })
})

it('names the file of the key', () => {
  expect(['ssh-ed25519', 'ecdsa-sha2-nistp256', 'rsa-sha2-512', null].map(keyFile)).toEqual([
    '/etc/ssh/ssh_host_ed25519_key.pub',
    '/etc/ssh/ssh_host_ecdsa_key.pub',
    '/etc/ssh/ssh_host_rsa_key.pub',
    '/etc/ssh/ssh_host_ed25519_key.pub',
  ])
})

it.each([
  ['HOST_AUTH_FAILED', 'accounts.sshUser'],
  ['HOST_LOGIN_KEY_INVALID', 'accounts.sshUser'],
  ['HOST_SUDO_FAILED', 'accounts.sudo'],
  ['HOST_UNREACHABLE', 'resources.nodes'],
] as const)('%s is mended at %s', (code, field) => {
  expect(fieldOf({ code })).toBe(field)
})
