import { z } from 'zod'
import { AuditEntry, Identity, Invitation, Password, Role, User, UserName } from '../people.ts'
import type { RouteContract } from '../route.ts'
import { Ok, problems, SiteParams } from './common.ts'

const Credentials = z.object({ name: UserName, password: z.string().min(1).max(200) })
const LinkToken = z.string().min(20).max(100)

export const peopleRoutes = {
  session: {
    method: 'GET',
    url: '/api/session',
    auth: 'none',
    summary: 'Who am I, and does the console still need its first user',
    schema: {
      response: { 200: z.object({ identity: Identity.nullable(), needsFirstUser: z.boolean() }), ...problems },
    },
  },
  setup: {
    method: 'POST',
    url: '/api/setup',
    auth: 'none',
    summary: 'Make the first reseller with the one-time link',
    schema: {
      body: z.object({ token: LinkToken, name: UserName, password: Password }),
      response: { 200: Identity, ...problems },
    },
  },
  loginByLink: {
    method: 'POST',
    url: '/api/login/link',
    auth: 'none',
    summary: 'Exchange a one-time login link for a session',
    schema: { body: z.object({ token: LinkToken }), response: { 200: Identity, ...problems } },
  },
  login: {
    method: 'POST',
    url: '/api/login',
    auth: 'none',
    summary: 'Log in',
    schema: { body: Credentials, response: { 200: Identity, ...problems } },
  },
  logout: {
    method: 'POST',
    url: '/api/logout',
    auth: 'none',
    summary: 'End the session',
    schema: { response: { 200: Ok, ...problems } },
  },
  changePassword: {
    method: 'PUT',
    url: '/api/me/password',
    auth: ['reseller', 'support'],
    summary: 'Change the own password; every other session of the user ends',
    schema: {
      body: z.object({ current: z.string().min(1).max(200), next: Password }),
      response: { 200: Ok, ...problems },
    },
  },
  listUsers: {
    method: 'GET',
    url: '/api/users',
    auth: ['reseller'],
    summary: 'All users',
    schema: { response: { 200: z.array(User), ...problems } },
  },
  addUser: {
    method: 'POST',
    url: '/api/users',
    auth: ['reseller'],
    summary: 'Add a reseller or support user',
    schema: {
      body: z.object({ name: UserName, role: Role.exclude(['customer']), password: Password }),
      response: { 200: User, ...problems },
    },
  },
  changeUser: {
    method: 'PATCH',
    url: '/api/users/:user',
    auth: ['reseller'],
    summary: 'Disable or enable a user; disabling ends their sessions',
    schema: {
      params: z.object({ user: z.string() }),
      body: z.object({ disabled: z.boolean() }),
      response: { 200: User, ...problems },
    },
  },
  listInvitations: {
    method: 'GET',
    url: '/api/sites/:site/invitations',
    auth: ['reseller'],
    summary: "A site's invitation links",
    schema: { params: SiteParams, response: { 200: z.array(Invitation), ...problems } },
  },
  invite: {
    method: 'POST',
    url: '/api/sites/:site/invitations',
    auth: ['reseller'],
    summary: 'Make an invitation link; its token is shown this once',
    schema: {
      params: SiteParams,
      body: z.object({ note: z.string().trim().max(200), days: z.number().int().min(1).max(90) }),
      response: { 200: z.object({ invitation: Invitation, token: z.string() }), ...problems },
    },
  },
  revokeInvitation: {
    method: 'DELETE',
    url: '/api/sites/:site/invitations/:invitation',
    auth: ['reseller'],
    summary: 'Revoke an invitation link and the sessions made with it',
    schema: {
      params: SiteParams.extend({ invitation: z.string() }),
      response: { 200: Invitation, ...problems },
    },
  },
  readInvitation: {
    method: 'POST',
    url: '/api/invitations/read',
    auth: 'none',
    summary: 'What an invitation token opens, by the name of the site, and until when; the token is not used by it',
    schema: {
      body: z.object({ token: LinkToken }),
      response: { 200: z.object({ site: z.string(), expiresAt: z.string() }), ...problems },
    },
  },
  acceptInvitation: {
    method: 'POST',
    url: '/api/invitations/accept',
    auth: 'none',
    summary: 'Exchange an invitation token for a customer session',
    schema: { body: z.object({ token: LinkToken }), response: { 200: Identity, ...problems } },
  },
  audit: {
    method: 'GET',
    url: '/api/audit',
    auth: ['reseller'],
    summary: 'Who did what, newest first',
    schema: {
      querystring: z.object({
        before: z.coerce.number().int().positive().optional(),
        site: z.string().optional(),
      }),
      response: { 200: z.object({ entries: z.array(AuditEntry), more: z.boolean() }), ...problems },
    },
  },
} as const satisfies Record<string, RouteContract>
