// A console that opens listeners on a host and then does nothing more: for a test that kills it.
import { readFileSync } from 'node:fs'
import { connectSsh } from '@astrago/hosts'
import { openListener } from '../src/reach/listener.ts'

const [address = '', fingerprint = '', keyPath = ''] = process.argv.slice(2)
const host = await connectSsh(
  {
    name: 'held',
    address,
    port: 22,
    user: 'ops',
    auth: { kind: 'key', privateKey: readFileSync(keyPath, 'utf8') },
    sudo: { kind: 'nopasswd' },
  },
  { pinned: { type: 'ssh-ed25519', fingerprint } },
)
const ports = [
  { protocol: 'tcp', port: 10250 },
  { protocol: 'udp', port: 8472 },
] as const
const listener = await openListener(host, address, ports)
process.stdout.write(`${listener?.stands.size}\n`)
