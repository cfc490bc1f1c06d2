import { z } from 'zod'
import type { RouteContract } from '../route.ts'
import { Distribution, HostView, JourneyState, ListedSite, Profile, Site, SiteName } from '../sites.ts'
import { Localized } from '../text.ts'
import { problems, SiteParams } from './common.ts'

/** A rule of the questionnaire that the answers break, at its field; `row` and `column` for the node table. */
export const FormProblem = z.object({
  field: z.string(),
  row: z.number().int().optional(),
  column: z.string().optional(),
  severity: z.enum(['error', 'missing', 'hint']),
  message: Localized,
})
export type FormProblem = z.infer<typeof FormProblem>

export const SectionState = z.object({
  section: z.string(),
  /** Counts up with every save; a save names the revision it started from. */
  revision: z.number().int(),
  savedAt: z.string().nullable(),
  savedBy: z.string().nullable(),
  filled: z.number().int(),
  total: z.number().int(),
  problems: z.number().int(),
})
export type SectionState = z.infer<typeof SectionState>

export const FormView = z.object({
  site: Site,
  /** By field id; a secret is `{"secret":true}` when it is set and absent when not. */
  answers: z.record(z.string(), z.unknown()),
  sections: z.array(SectionState),
  problems: z.array(FormProblem),
})
export type FormView = z.infer<typeof FormView>

const SectionEdit = z.object({
  revision: z.number().int(),
  /** By field id: a value, null to clear it; a secret as text, or left out to keep it. */
  values: z.record(z.string(), z.unknown()),
})

export const siteRoutes = {
  health: {
    method: 'GET',
    url: '/api/health',
    auth: 'none',
    summary: 'Is the console up',
    schema: { response: { 200: z.object({ status: z.literal('ok'), version: z.string() }) } },
  },
  openApi: {
    method: 'GET',
    url: '/api/openapi.json',
    auth: ['reseller', 'support'],
    summary: 'This API as an OpenAPI document',
    schema: { response: { 200: z.unknown(), ...problems } },
  },
  listSites: {
    method: 'GET',
    url: '/api/sites',
    auth: ['reseller', 'support'],
    summary: 'All sites and where the journey of each stands',
    schema: { response: { 200: z.array(ListedSite), ...problems } },
  },
  makeSite: {
    method: 'POST',
    url: '/api/sites',
    auth: ['reseller'],
    summary: 'Make a site',
    schema: {
      body: z.object({ name: SiteName, profile: Profile, distribution: Distribution }),
      response: { 200: Site, ...problems },
    },
  },
  readSite: {
    method: 'GET',
    url: '/api/sites/:site',
    auth: ['reseller', 'support', 'customer'],
    summary: 'One site and where its journey stands',
    schema: {
      params: SiteParams,
      response: { 200: z.object({ site: Site, journey: z.array(JourneyState) }), ...problems },
    },
  },
  changeSite: {
    method: 'PATCH',
    url: '/api/sites/:site',
    auth: ['reseller'],
    summary: 'Rename or archive a site, change its profile or distribution',
    schema: {
      params: SiteParams,
      body: z.object({
        name: SiteName.optional(),
        profile: Profile.optional(),
        distribution: Distribution.optional(),
        archived: z.boolean().optional(),
      }),
      response: { 200: Site, ...problems },
    },
  },
  readForm: {
    method: 'GET',
    url: '/api/sites/:site/form',
    auth: ['reseller', 'support', 'customer'],
    summary: 'The answers of the questionnaire, masked, and their problems',
    schema: { params: SiteParams, response: { 200: FormView, ...problems } },
  },
  saveSection: {
    method: 'PUT',
    url: '/api/sites/:site/form/:section',
    auth: ['reseller', 'customer'],
    summary: 'Save one section; refused with SECTION_CHANGED when somebody saved it in between',
    schema: {
      params: SiteParams.extend({ section: z.string() }),
      body: SectionEdit,
      response: { 200: FormView, ...problems },
    },
  },
  saveSections: {
    method: 'PUT',
    url: '/api/sites/:site/form',
    auth: ['reseller'],
    summary: 'Save several sections, all of them or none',
    schema: {
      params: SiteParams,
      body: z.object({
        sections: z
          .array(SectionEdit.extend({ section: z.string() }))
          .min(1)
          .max(20),
      }),
      response: { 200: FormView, ...problems },
    },
  },
  exportSite: {
    method: 'GET',
    url: '/api/sites/:site/site.yaml',
    auth: ['reseller'],
    summary: 'The site as one document; secrets as references',
    produces: ['application/yaml'],
    schema: { params: SiteParams, response: { 200: z.string(), ...problems } },
  },
  importSite: {
    method: 'POST',
    url: '/api/sites/import',
    auth: ['reseller'],
    summary: 'Make a site from a site.yaml',
    schema: { body: z.object({ yaml: z.string().max(1_000_000) }), response: { 200: Site, ...problems } },
  },
  listHosts: {
    method: 'GET',
    url: '/api/sites/:site/hosts',
    auth: ['reseller', 'support'],
    summary: 'The hosts of the node table and what is known of them',
    schema: { params: SiteParams, response: { 200: z.array(HostView), ...problems } },
  },
  reachHosts: {
    method: 'POST',
    url: '/api/sites/:site/hosts/reach',
    auth: ['reseller'],
    summary: 'Connect to hosts: reads their keys, logs in where the key is pinned',
    schema: {
      params: SiteParams,
      body: z.object({ hosts: z.array(z.string()).optional() }),
      response: { 200: z.array(HostView), ...problems },
    },
  },
  confirmHostKeys: {
    method: 'POST',
    url: '/api/sites/:site/hosts/confirm',
    auth: ['reseller'],
    summary: 'Pin the fingerprints that a person compared; one that is no longer offered is refused',
    schema: {
      params: SiteParams,
      body: z.object({ hosts: z.array(z.object({ name: z.string(), fingerprint: z.string() })).min(1) }),
      response: { 200: z.array(HostView), ...problems },
    },
  },
} as const satisfies Record<string, RouteContract>
