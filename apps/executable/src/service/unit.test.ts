import { expect, test } from 'vitest'
import { listenOf, unitText } from './unit.ts'

test.each([
  { host: '127.0.0.1', port: 8420, tls: null },
  { host: '::', port: 443, tls: null },
  { host: '0.0.0.0', port: 8443, tls: { cert: '/etc/pki/콘솔/site.crt', key: '/root/site+2026.key' } },
])('a unit says of itself where its service listens: %j', (listen) => {
  expect(listenOf(unitText(listen))).toEqual(listen)
})

test('nothing is read from a unit of another make', () => {
  expect(listenOf('[Service]\nExecStart=/usr/bin/other --host 0.0.0.0\n')).toEqual({})
})

test('only a service with a certificate of its own has files handed over', () => {
  const own = unitText({ host: '127.0.0.1', port: 8420, tls: null })
  expect(own).not.toMatch(/ExecStartPre|RuntimeDirectory|--tls/)
})
