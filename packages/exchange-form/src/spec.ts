import type { Distribution, Localized, Site } from '@astrago/contracts'
import { z } from 'zod'
import type { ConditionId } from './conditions.ts'

/** What the rules must know of the site besides its answers. */
export type SiteFacts = Pick<Site, 'profile' | 'distribution' | 'kind'>

/**
 * Values by field id as people left them: half filled, perhaps wrong. `validate` says what is wrong with them,
 * `readAnswers` gives what is right as typed `Answers`.
 */
export type Draft = Readonly<Record<string, unknown>>

/**
 * Where a secret is kept: `vault:<field id>`, in the node table `vault:resources.nodes.<server>.<column>`;
 * `env:<NAME>` or `file:<absolute path>`.
 */
export const SecretRef = z.object({
  secretRef: z
    .string()
    .max(1000)
    .regex(/^(?:env:[A-Za-z_]\w*|file:\/.+|vault:[a-z]+\.(?:nodes\.[^\s/]+\.)?[A-Za-z]+)$/, 'secretRef'),
  /** Of a password that the console made: it may be shown again, what a person typed may not. */
  made: z.literal(true).optional(),
})
export type SecretRef = z.infer<typeof SecretRef>

export type FieldKind =
  | 'text'
  | 'address'
  | 'cidr'
  | 'list'
  | 'choice'
  | 'boolean'
  | 'number'
  | 'secret'
  | 'multiline'
  | 'date'
  | 'pem'
  | 'nodes'

export type FieldSpec<Group extends string = string> = {
  /** The card within the section. */
  group: Group
  kind: FieldKind
  /** Of the value; for a secret, of its text. Issues carry message ids, see messages.ts. */
  schema: z.ZodType
  label: Localized
  /** Why it is asked and what to enter. */
  help: Localized
  example?: Localized
  required: boolean | ConditionId
  /** Said instead of "... is empty" where the reason matters. */
  missing?: Localized
  /** Absent means always. A hidden field's value is kept but counts for nothing. */
  visible?: ConditionId
  default?: string | number | boolean
  /** Left to whoever installs, always or as long as a condition holds: its default does, so it is folded away. */
  advanced?: true | ConditionId
  /** Texts of a choice, by value. */
  options?: Record<string, Localized>
  /** Those of them that a distribution has, where it decides that; its own choice, which is the default, first. */
  optionsOf?: Record<Distribution, readonly [string, ...string[]]>
  /** Kept in the vault; shown again only when the console made it. */
  secret?: true
  /** Made by the console when left empty. */
  generated?: true
  /** Tells about a person. */
  personal?: true
  /** The key of the platform's values that it ends in. */
  drives?: string
}
