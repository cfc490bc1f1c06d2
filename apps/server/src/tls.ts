import { X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createSecureContext } from 'node:tls'
import { AppError } from '@astrago/contracts'

export type Tls = { cert: string; key: string }

/** A certificate and its key from the files named. @throws TLS_UNUSABLE naming the file */
export function readCertificate({ cert, key }: Tls): Tls {
  const read = (path: string): string => {
    try {
      return readFileSync(path, 'utf8')
    } catch (cause) {
      throw unusable(path, (cause as NodeJS.ErrnoException).code ?? String(cause), cause)
    }
  }
  const tls = { cert: read(cert), key: read(key) }
  try {
    createSecureContext(tls)
  } catch (cause) {
    throw unusable(`${cert}, ${key}`, (cause as Error).message, cause)
  }
  return tls
}

const unusable = (path: string, detail: string, cause: unknown): AppError =>
  new AppError('TLS_UNUSABLE', { params: { path, detail }, cause })

/**
 * The certificate of the console's own making in the data folder; made anew when it is absent, about to end, or does not
 * hold a name that the console is reached by.
 */
export async function ownCertificate(dataDir: string, host: string): Promise<Tls> {
  const folder = join(dataDir, 'tls')
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  if (existsSync(certFile) && existsSync(keyFile)) {
    const cert = readFileSync(certFile, 'utf8')
    if (isGood(new X509Certificate(cert), namesOf(host))) return { cert, key: readFileSync(keyFile, 'utf8') }
  }
  const made = await generate(host)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  writeFileSync(keyFile, made.key, { mode: 0o600 })
  writeFileSync(certFile, made.cert, { mode: 0o600 })
  return made
}

const DAY_MS = 86_400_000
const isWildcard = (host: string): boolean => ['0.0.0.0', '::'].includes(host)
const isAddress = (name: string): boolean => isIP(name) !== 0

/** What people type: the address that was asked for and the machine's own name, which the console prints. */
const namesOf = (host: string): string[] => [...new Set([...(isWildcard(host) ? [] : [host]), hostname(), 'localhost'])]

function isGood(cert: X509Certificate, names: readonly string[]): boolean {
  const holds = (name: string): boolean => (isAddress(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined
  return (Date.parse(cert.validTo) - Date.now()) / DAY_MS > 14 && names.every(holds)
}

async function generate(host: string): Promise<Tls> {
  const { generate: selfSigned } = await import('selfsigned')
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? [])
  const names = [...new Set([...namesOf(host), ...addresses])]
  const made = await selfSigned([{ name: 'commonName', value: 'AstraGo console' }], {
    keyType: 'ec',
    notAfterDate: new Date(Date.now() + 397 * DAY_MS),
    extensions: [{ name: 'subjectAltName', altNames: names.map(altName) }],
  })
  return { cert: made.cert, key: made.private }
}

const altName = (name: string) =>
  isAddress(name) ? ({ type: 7, ip: name } as const) : ({ type: 2, value: name } as const)

/** sha256 fingerprint of a certificate as browsers show it. */
export function fingerprintOf(cert: string): string {
  return new X509Certificate(cert).fingerprint256
}
