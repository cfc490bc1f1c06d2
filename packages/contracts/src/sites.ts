import { z } from 'zod'
import { Problem } from './errors.ts'

export const Profile = z.enum(['online', 'air-gapped', 'proxy'])
export type Profile = z.infer<typeof Profile>

export const Distribution = z.enum(['rke2', 'k0s', 'kubespray'])
export type Distribution = z.infer<typeof Distribution>

export const NodeRole = z.enum(['control-plane', 'worker', 'gpu', 'storage', 'registry'])
export type NodeRole = z.infer<typeof NodeRole>

export const SiteName = z.string().trim().min(1).max(80)

/** `local` is the ready site "This machine": its one host is reached without SSH. */
export const SiteKind = z.enum(['remote', 'local'])
export type SiteKind = z.infer<typeof SiteKind>

export const Site = z.object({
  id: z.string(),
  name: SiteName,
  kind: SiteKind,
  profile: Profile,
  distribution: Distribution,
  archived: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
})
export type Site = z.infer<typeof Site>

export const JourneyStep = z.enum(['site', 'form', 'hosts', 'preflight', 'plan', 'install', 'report'])
export type JourneyStep = z.infer<typeof JourneyStep>

/** One step of the rail: its state and the numbers its one fact is made of. */
export const JourneyState = z.object({
  step: JourneyStep,
  state: z.enum(['done', 'attention', 'open', 'closed', 'running']),
  counts: z.record(z.string(), z.number()),
})
export type JourneyState = z.infer<typeof JourneyState>

/** A site in the list of all; one that is archived has no journey before it. */
export const ListedSite = Site.extend({ journey: z.array(JourneyState) })
export type ListedSite = z.infer<typeof ListedSite>

export const HostKeyState = z.enum(['unseen', 'offered', 'pinned', 'changed', 'none'])

/** A host as the site knows it; `none` is the key state of the local machine, which has no SSH. */
export const HostView = z.object({
  name: z.string(),
  address: z.string(),
  roles: z.array(NodeRole),
  key: z.object({
    state: HostKeyState,
    type: z.string().nullable(),
    offered: z.string().nullable(),
    pinned: z.string().nullable(),
  }),
  reached: z.boolean().nullable(),
  problem: Problem.nullable(),
  summary: z
    .object({ os: z.string(), kernel: z.string(), cpus: z.number(), memoryBytes: z.number(), gpus: z.number() })
    .nullable(),
  seenAt: z.string().nullable(),
})
export type HostView = z.infer<typeof HostView>
