/**
 * Accounts of every lab host. Throw-away: they exist in hosts that nothing but this machine reaches, and go with them.
 * `ops` comes with the lab's key and needs no password for sudo; `admin` comes with a password, and sudo asks for it;
 * `root` comes with the key.
 */
export const USERS = {
  ops: { name: 'ops', login: 'key', sudo: 'nopasswd' },
  admin: { name: 'admin', login: 'password', sudo: 'password', password: 'Throw-away-1' },
  root: { name: 'root', login: 'key', sudo: 'root' },
} as const

export type UserName = keyof typeof USERS
