import { createPrivateKey, randomUUID, sign, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import { join } from 'node:path'

export const SERVICE = 'lab registry'
export const ISSUER = 'lab tokens'

type Account = { user: string; password: string }
type Place = { address: string; port: number }

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/**
 * A stand-in for the service that gives tokens for a registry, with the key and certificate of a folder. Everybody with
 * the account may pull what is called `open/…`, and nobody anything else. @returns how to end it
 */
export async function serveTokens(folder: string, { address, port }: Place, account: Account): Promise<() => void> {
  const [key, cert] = await Promise.all(['leaf.key', 'leaf.pem'].map((name) => readFile(join(folder, name))))
  if (!key || !cert) throw new Error(folder)
  const known = `Basic ${Buffer.from(`${account.user}:${account.password}`).toString('base64')}`
  const tokenFor = (scope: string): string => {
    const [, name] = /^repository:(open\/.+):pull$/.exec(scope) ?? []
    const now = Math.floor(Date.now() / 1000)
    const header = encode({ typ: 'JWT', alg: 'ES256', x5c: [new X509Certificate(cert).raw.toString('base64')] })
    const claims = encode({
      ...{ iss: ISSUER, aud: SERVICE, sub: account.user, iat: now, nbf: now - 10, exp: now + 300, jti: randomUUID() },
      access: name ? [{ type: 'repository', name, actions: ['pull'] }] : [],
    })
    const body = `${header}.${claims}`
    const signature = sign('sha256', Buffer.from(body), { key: createPrivateKey(key), dsaEncoding: 'ieee-p1363' })
    return `${body}.${signature.toString('base64url')}`
  }
  const server = createServer({ key, cert }, (request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'https://lab')
    const good = request.headers.authorization === known && searchParams.get('service') === SERVICE
    response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' })
    response.end(good ? JSON.stringify({ token: tokenFor(searchParams.get('scope') ?? '') }) : '{}')
  })
  server.listen(port, address)
  await once(server, 'listening')
  return () => {
    server.closeAllConnections()
    server.close()
  }
}
