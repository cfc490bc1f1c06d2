import { z } from 'zod'

export const Role = z.enum(['reseller', 'customer', 'support'])
export type Role = z.infer<typeof Role>

export const User = z.object({
  id: z.string(),
  name: z.string(),
  role: Role,
  disabled: z.boolean(),
  createdAt: z.string(),
  lastSeenAt: z.string().nullable(),
})
export type User = z.infer<typeof User>

/** Who is asking: `site` is set for a customer, who sees that one site only. */
export const Identity = z.object({
  name: z.string(),
  role: Role,
  site: z.string().nullable(),
  expiresAt: z.string(),
})
export type Identity = z.infer<typeof Identity>

export const UserName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]{0,39}$/u)

/** The header by which a page says that nobody has touched it for a while: such a request does not prolong a session. */
export const UNATTENDED = 'x-astrago-unattended'

/** Length is what counts (NIST SP 800-63B 5.1.1.2); 200 bounds the work of the hash. */
export const Password = z.string().min(12).max(200)

export const Invitation = z.object({
  id: z.string(),
  site: z.string(),
  note: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
})
export type Invitation = z.infer<typeof Invitation>

export const AuditEntry = z.object({
  id: z.number().int(),
  at: z.string(),
  who: z.string(),
  role: z.string(),
  action: z.string(),
  site: z.string().nullable(),
  detail: z.string(),
})
export type AuditEntry = z.infer<typeof AuditEntry>
