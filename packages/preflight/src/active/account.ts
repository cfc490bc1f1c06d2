export type Account = { user: string; password: string }

/** What a client sends of an account that is asked for in the Basic scheme (RFC 7617). */
export const basicAuth = ({ user, password }: Account): string =>
  `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`
