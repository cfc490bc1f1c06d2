import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

// argon2id with 19 MiB, two passes, one lane: OWASP password storage cheat sheet, first choice.
const COST = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG_BYTES = 32

/** The hash of a password with its cost and salt, in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce, COST)
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${nonce.toString('base64')}$${tag.toString('base64')}`
}

/** Whether a password belongs to a hash; for an unreadable hash it works as long and says no. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, m, t, p, nonce, tag] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
  const cost = m && t && p ? { memory: Number(m), passes: Number(t), parallelism: Number(p) } : COST
  const wanted = Buffer.from(tag ?? '', 'base64')
  const found = await derive(password, Buffer.from(nonce ?? 'no-such-user-has-this-salt', 'base64'), cost)
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

function derive(password: string, nonce: Buffer, cost: typeof COST): Promise<Buffer> {
  const message = password.normalize('NFC')
  return new Promise((resolve, reject) =>
    argon2('argon2id', { message, nonce, tagLength: TAG_BYTES, ...cost }, (error, tag) =>
      error ? reject(error) : resolve(tag),
    ),
  )
}
