import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:tls'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handshake } from './tls.ts'

const NAME = 'registry.example.com'
const CURVE = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes'
/**
 * Root, intermediate and what that signed: with a name of its own, with one in its subject alone, as old instructions make it,
 * and with an address besides.
 */
const MAKE = `set -e
openssl req -x509 ${CURVE} -days 30 -subj '/CN=Root' -keyout root.key -out root.pem
openssl req ${CURVE} -subj '/CN=Middle' -keyout middle.key -out middle.csr
echo 'basicConstraints=critical,CA:TRUE' >ca.ext
openssl x509 -req -in middle.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile ca.ext -out middle.pem
echo 'subjectAltName=DNS:${NAME}' >named.ext
echo 'keyUsage=digitalSignature' >unnamed.ext
echo 'subjectAltName=IP:127.0.0.1' >addressed.ext
for leaf in named unnamed addressed; do
  openssl req ${CURVE} -subj '/CN=${NAME}' -keyout $leaf.key -out $leaf.csr
  openssl x509 -req -in $leaf.csr -CA middle.pem -CAkey middle.key -CAcreateserial -days 30 -extfile $leaf.ext -out $leaf.pem
done`

let folder = ''
const servers: Server[] = []
const file = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tls-'))
  await promisify(execFile)('sh', ['-c', MAKE], { cwd: folder })
})
afterAll(async () => {
  for (const server of servers) server.close()
  await rm(folder, { recursive: true })
})

/** What is said of a server that sends these certificates, by who trusts the authorities. */
async function problemOf(
  leaf: 'named' | 'unnamed' | 'addressed',
  sent: readonly string[],
  roots: readonly string[],
  name = NAME,
) {
  const cert = (await Promise.all([`${leaf}.pem`, ...sent].map(file))).join('')
  const server = createServer({ cert, key: await file(`${leaf}.key`) })
  servers.push(server)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const stream = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const trusted = await Promise.all(roots.map(file))
  const { socket, problem } = await handshake(stream, name, trusted, new AbortController().signal)
  socket?.destroy()
  return problem
}

test('a name in the subject alone is none, as for container runtimes', async () => {
  expect(await problemOf('unnamed', ['middle.pem'], ['root.pem'])).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(await problemOf('named', ['middle.pem'], ['root.pem'])).toBeNull()
})

test('an address beside the name in the subject makes that no name', async () => {
  expect(await problemOf('addressed', ['middle.pem'], ['root.pem'])).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  expect(await problemOf('addressed', ['middle.pem'], ['root.pem'], '127.0.0.1')).toBeNull()
})

test('an authority in the middle is enough, as for container runtimes', async () => {
  expect(await problemOf('named', ['middle.pem'], ['middle.pem'])).toBeNull()
  expect(await problemOf('named', [], ['middle.pem'])).toBeNull()
})

test('a server that does not send the authority in the middle is not trusted by the root', async () => {
  expect(await problemOf('named', [], ['root.pem'])).toBe('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')
})
