import { z } from 'zod'
import { harmless } from '../facts/harmless.ts'
import { Reason } from '../facts/reason.ts'

const Text = z.string().max(2000)
const Texts = z.array(Text).max(1000)
const Milliseconds = z.number().min(0)

const Reach = z.enum(['open', 'refused', 'timeout', 'no-route', 'unknown-name', 'prohibited', 'no-tool'])

const Certificate = z.object({ name: Text, issuer: Text, from: Text, until: Text })

/** A TLS handshake. `problem`: why the certificate is not trusted, null when it is; `failure`: why there was none. */
const Tls = z.object({ problem: Text.nullable(), failure: Text.nullable(), chain: z.array(Certificate).max(10) })

const Resolved = z.object({
  /** `again`: the servers gave no answer that counts; `late`: none within the limit. */
  state: z.enum(['found', 'none', 'again', 'late']),
  addresses: Texts,
  ms: Milliseconds,
})

/** What each task tells of one host. Plain data that is kept with the report and judged again elsewhere; never a secret. */
export const EVIDENCE = {
  registry: z.object({
    address: Text,
    reach: Reach,
    /** Null where it was not reached; `failure` where no TLS is spoken. */
    tls: Tls.nullable(),
    /** Of /v2/ without a login; null where nothing answered, or where nobody vouches for the server. */
    api: z.object({ status: z.number(), registry: z.boolean() }).nullable(),
  }),
  pull: z.object({
    address: Text,
    /** The account that was tried; null where the questionnaire names none. */
    user: Text.nullable(),
    /**
     * `open`: it wants no login. `anonymous`: it gives anybody a token. `wanted`: it wants an account, and there is none.
     * `unreached`: no answer, or nobody vouches for the server, so that nothing was sent. `token-service`: the same of
     * the service that gives tokens. `other`: no answer that counts.
     */
    login: z.enum(['accepted', 'open', 'anonymous', 'refused', 'wanted', 'unreached', 'token-service', 'other']),
    /** Host of the service that gives tokens. */
    service: Text.nullable(),
    /** `status`: of HEAD for its manifest, null where no answer came. */
    images: z.array(z.object({ name: Text, delivered: z.boolean(), status: z.number().nullable() })),
  }),
  nfs: z.object({
    server: Text,
    path: Text,
    /** Whether root's ports were used, as the kernel's client does, or why not. */
    port: z.enum(['reserved', 'no-root', 'tool-missing']),
    reach: Reach,
    versions: z.array(z.enum(['4.1', '4.0', '3'])),
    /** Why the conversation broke off. */
    problem: z.enum(['garbage', 'timeout', 'closed', 'version', 'refused']).nullable(),
    /** `status`: of the way to the export, as RFC 8881 section 15.1 numbers it. Null where NFS 4.1 is not spoken. */
    folder: z
      .object({
        status: z.number(),
        directory: z.boolean(),
        freeBytes: z.number().nullable(),
        totalBytes: z.number().nullable(),
      })
      .nullable(),
    /** The end of each step with a file of root's; null of those that were not reached. */
    file: z
      .object({
        name: Text,
        created: z.number(),
        owner: Text.nullable(),
        written: z.number().nullable(),
        chowned: z.number().nullable(),
        removed: z.number().nullable(),
      })
      .nullable(),
  }),
  internet: z.object({
    /** Null where the hosts go out by themselves. */
    proxy: z
      .object({
        address: Text,
        reach: Reach,
        /** Of an https proxy itself. */
        tls: Tls.nullable().default(null),
        /** The account of the questionnaire, sent only where the proxy asked for a login. */
        user: Text.nullable().default(null),
        /**
         * `none`: it wants none. `wanted`: it wants an account, and there is none. `other-kind`: it wants one of another kind
         * than Basic. Where it was tried, for all hosts by the first: `unanswered`: the proxy said nothing to it. `unclear`:
         * its answers for two places may be about the login or about the places.
         */
        login: z.enum(['none', 'wanted', 'other-kind', 'accepted', 'refused', 'unanswered', 'unclear']).default('none'),
        /** The kinds of login that it takes, in small letters. */
        schemes: Texts.default([]),
      })
      .nullable(),
    targets: z
      .array(
        z.object({
          place: Text,
          reach: Reach,
          /** What the proxy said to CONNECT; 0 where that was no HTTP, null where it said nothing. */
          status: z.number().nullable(),
          /** Judged by the authorities of the public internet. */
          tls: Tls.nullable(),
          /** Whether the authorities of the questionnaire vouch for it. */
          known: z.boolean(),
        }),
      )
      .max(100),
  }),
  urls: z.array(
    z.object({
      url: Text,
      reach: Reach,
      tls: Tls.nullable(),
      /** Null where nothing spoke HTTP. */
      status: z.number().nullable(),
    }),
  ),
  dns: z.object({
    tool: z.enum(['python3', 'getent']),
    names: z.record(z.string(), Resolved),
    /** A name that nobody can have, under each domain. */
    random: z.record(z.string(), Resolved),
    /** Those of the domains that the host's resolver puts behind names by itself. */
    search: Texts.default([]),
  }),
  time: z.object({
    tool: z.literal('python3'),
    servers: z.record(
      z.string(),
      z.object({
        state: z.enum(['answered', 'refused', 'silent', 'unknown-name']),
        /** How far the server's clock is ahead of the host's, milliseconds. */
        offsetMs: z.number().nullable(),
        stratum: z.number().nullable(),
      }),
    ),
  }),
  disk: z.object({
    /** The data folder, or what exists above it. */
    folder: Text,
    /** Why nothing was written. */
    refused: z.enum(['no-room', 'no-write']).nullable(),
    measured: z
      .object({
        tool: z.enum(['fio', 'python3', 'dd']),
        writes: z.number(),
        meanMs: Milliseconds,
        /** Null for a tool that tells the mean alone. */
        p99Ms: Milliseconds.nullable(),
      })
      .nullable(),
  }),
} as const

export type ActiveTask = keyof typeof EVIDENCE
export type Evidence = { [K in ActiveTask]: z.infer<(typeof EVIDENCE)[K]> }
export const ACTIVE_TASKS = Object.keys(EVIDENCE) as readonly ActiveTask[]

/** What was found, or why it was not; a task that was not asked for is not there. */
export type ActiveFacts = { [K in ActiveTask]?: { value: Evidence[K] } | { absent: Reason } }

/** What a task found as it is kept: what servers and hosts said without control characters, and of bounded length. */
export function evidenceOf(task: ActiveTask, found: unknown): { value: unknown } | { absent: Reason } {
  const clean = JSON.parse(JSON.stringify(found), (_, each) => (typeof each === 'string' ? harmless(each) : each))
  const { data, success } = EVIDENCE[task].safeParse(clean)
  return success ? { value: data } : { absent: 'unreadable' }
}

const found = (value: z.ZodType): z.ZodType =>
  z
    .union([z.object({ value }), z.object({ absent: Reason })])
    .catch({ absent: 'unreadable' })
    .optional()

export const ActiveFacts = z.object(
  Object.fromEntries(ACTIVE_TASKS.map((task) => [task, found(EVIDENCE[task])])),
) as unknown as z.ZodType<ActiveFacts>
