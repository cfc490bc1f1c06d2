import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { keyFingerprint, siteTlsKey, TlsKey, tlsKeyOf } from './tls-key.ts'

describe('what checks may know of a private key', () => {
  const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { privateKey, publicKey } = pair()

  test.each(['pkcs8', 'sec1'] as const)('is whose it is (%s)', (type) => {
    const pem = privateKey.export({ type, format: 'pem' }).toString()
    expect(tlsKeyOf(pem)).toBe(keyFingerprint(publicKey))
    expect(tlsKeyOf(pem)).not.toBe(keyFingerprint(pair().publicKey))
    expect(TlsKey.parse(tlsKeyOf(pem))).toBe(tlsKeyOf(pem))
  })

  test('is that it cannot be used: with a passphrase, the public half, damaged', () => {
    const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
    const half = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    for (const pem of [privateKey.export(options).toString(), half, '-----BEGIN PRIVATE KEY-----\nAAAA'])
      expect(tlsKeyOf(pem)).toBe('unusable')
  })

  test('comes from where the answers say; nothing where that cannot be read or no own certificate is used', async () => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const answers = { 'network.tlsMode': 'own', 'network.tlsKey': { secretRef: 'vault:tls' } }
    const read = async (ref: string) => (ref === 'vault:tls' ? pem : Promise.reject(new Error('none')))
    expect(await siteTlsKey(answers, read)).toBe(keyFingerprint(publicKey))
    expect(await siteTlsKey({ ...answers, 'network.tlsKey': undefined }, read)).toBe('missing')
    expect(await siteTlsKey({ ...answers, 'network.tlsKey': { secretRef: 'env:X' } }, read)).toBeUndefined()
    expect(await siteTlsKey({ ...answers, 'network.tlsMode': 'self-signed' }, read)).toBeUndefined()
  })

  test('is that there is none', () => {
    expect([tlsKeyOf(undefined), tlsKeyOf(' \n')]).toEqual(['missing', 'missing'])
  })
})
