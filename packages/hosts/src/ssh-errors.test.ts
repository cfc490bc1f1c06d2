import { AppError } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { connectError, lostError } from './ssh-errors.ts'

const withCode = (code: string, message = code) => Object.assign(new Error(message), { code })

test.each([
  [withCode('ECONNREFUSED'), 'HOST_REFUSED', 'connection refused'],
  [withCode('ECONNRESET'), 'HOST_REFUSED', 'connection reset'],
  [withCode('EHOSTUNREACH'), 'HOST_UNREACHABLE', 'no route to host'],
  [withCode('ENETUNREACH'), 'HOST_UNREACHABLE', 'network unreachable'],
  [withCode('ETIMEDOUT'), 'HOST_UNREACHABLE', 'time-out'],
  [withCode('ENOTFOUND'), 'HOST_UNREACHABLE', 'unknown name'],
  [withCode('EAI_AGAIN'), 'HOST_UNREACHABLE', 'name server does not answer'],
  [new AggregateError([withCode('EHOSTUNREACH'), withCode('ECONNREFUSED')]), 'HOST_UNREACHABLE', 'no route to host'],
  [new Error('Timed out while waiting for handshake'), 'HOST_UNREACHABLE', 'time-out'],
  [new Error('Connection lost before handshake'), 'HOST_REFUSED', 'closed before the handshake'],
  [new Error('Not allowed at this time'), 'HOST_REFUSED', 'too many connections at once'],
  [new Error('All configured authentication methods failed'), 'HOST_AUTH_FAILED', 'refused'],
  [new Error('Too many authentication failures'), 'HOST_AUTH_FAILED', 'too many attempts'],
  [new Error('Handshake failed: no matching C->S cipher'), 'HOST_SSH_INCOMPATIBLE', 'no matching C->S cipher'],
  [new Error('Invalid identification string'), 'HOST_SSH_INCOMPATIBLE', 'protocol error'],
  [new Error('Handshake failed: signature verification failed'), 'HOST_SSH_INCOMPATIBLE', 'protocol error'],
  [undefined, 'HOST_REFUSED', 'connection closed'],
  ['a thrown string', 'HOST_REFUSED', 'connection closed'],
] as const)('%s becomes %s (%s)', (error, code, detail) => {
  const mapped = connectError('n1', 'ops', error)
  expect(mapped).toMatchObject({ code, details: { host: 'n1', params: { user: 'ops', detail } } })
})

test('an error of the table passes through', () => {
  const error = new AppError('HOST_KEY_CHANGED', { host: 'n1' })
  expect(connectError('n1', 'ops', error)).toBe(error)
})

test('the cause is text alone: nothing that the original error reaches', () => {
  const original = Object.assign(new Error('boom'), { code: 'X1', config: { password: 'hunter2' } })
  for (const mapped of [connectError('n1', 'ops', original), lostError('n1', original)]) {
    expect(mapped.cause).toEqual(new Error('X1 boom'))
    expect(Object.keys(mapped.cause as Error)).toEqual([])
  }
})
