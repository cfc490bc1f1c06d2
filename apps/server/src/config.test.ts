import { describe, expect, test } from 'vitest'
import { isLoopback, readConfig } from './config.ts'
import { runConsole } from './console.ts'
import { settingsPage } from './console-words.ts'

describe('settings', () => {
  test('an option wins over the environment, the environment over the default', () => {
    expect(readConfig({}, {}).port).toBe(8420)
    expect(readConfig({}, { ASTRAGO_PORT: '9000' }).port).toBe(9000)
    expect(readConfig({ port: '9001' }, { ASTRAGO_PORT: '9000' }).port).toBe(9001)
  })

  test('a port that is none is refused', () => {
    for (const port of ['-1', '65536', 'http', '80.5']) expect(() => readConfig({ port }, {})).toThrow()
  })

  test('a certificate without its key is refused', () => {
    expect(() => readConfig({ 'tls-cert': 'a.pem' }, {})).toThrow(/tls-key/)
    expect(readConfig({ 'tls-cert': 'a.pem', 'tls-key': 'b.pem' }, {}).tls).toEqual({ cert: 'a.pem', key: 'b.pem' })
  })

  test('what is wrong is said in the language of the environment, with how it is used', async () => {
    const said: string[] = []
    const io = { program: 'npm start --', command: 'astrago', out: () => {}, err: (text: string) => said.push(text) }
    expect(await runConsole({ ...io, args: ['--port', '99999'], env: { LANG: 'ko_KR.UTF-8' } })).toBe(2)
    expect(await runConsole({ ...io, args: ['--tls-key', 'a.pem'], env: {} })).toBe(2)
    expect(said[0]).toMatch(/^--port \(ASTRAGO_PORT\): 65535 이하여야 합니다\n\n사용법: npm start -- \[옵션\]/)
    expect(said[1]).toMatch(
      /^--tls-key \(ASTRAGO_TLS_KEY\): --tls-cert and --tls-key go together\n\nUsage: npm start -- \[options\]/,
    )
  })

  test('the vault key lies outside the data folder', () => {
    const { dataDir, key } = readConfig({ 'data-dir': '/srv/astrago' }, { XDG_CONFIG_HOME: '/home/kim/.config' })
    expect(dataDir).toBe('/srv/astrago')
    expect(key).toEqual({ kind: 'file', path: '/home/kim/.config/astrago/srv_astrago.key' })
  })

  test('a passphrase comes from the environment only', () => {
    expect(readConfig({}, { ASTRAGO_PASSPHRASE: 'x' }).key).toEqual({ kind: 'passphrase', passphrase: 'x' })
  })

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('%s is loopback', (host) =>
    expect(isLoopback(host)).toBe(true),
  )
  test.each(['0.0.0.0', '::', '10.0.0.1', '127.example.com', ''])('%s is not', (host) =>
    expect(isLoopback(host)).toBe(false),
  )

  test('the reference page is the one in docs', async () => {
    await expect(settingsPage()).toMatchFileSnapshot('../../../docs/reference/settings.md')
  })
})
