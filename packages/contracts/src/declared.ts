import { z } from 'zod'

/** How what a host shows stands to what the questionnaire says; `undeclared`: it says nothing of it yet. */
export const DeclaredState = z.enum(['same', 'less', 'more', 'other', 'undeclared'])
export type DeclaredState = z.infer<typeof DeclaredState>

/** One answer of the questionnaire beside what was found. */
export const DeclaredRow = z.object({
  /** Field of the questionnaire; for a server `resources.nodes`, with the column of its table. */
  field: z.string(),
  column: z.string().nullable(),
  /** Name of the server in the node table; null for an answer about the site. */
  node: z.string().nullable(),
  /** As people read it, with its unit. */
  declared: z.string().nullable(),
  found: z.string(),
  state: DeclaredState,
  /** The found value as the questionnaire takes it; null where it cannot be taken, such as where hosts disagree. */
  value: z.union([z.string(), z.number(), z.array(z.string())]).nullable(),
})
export type DeclaredRow = z.infer<typeof DeclaredRow>

/** The answers as they are now beside the newest preflight that ended; `run` is null while there is none. */
export const DeclaredView = z.object({
  run: z.string().nullable(),
  endedAt: z.string().nullable(),
  rows: z.array(DeclaredRow),
  /** Revision of each section as it was compared: a save of a found value starts from it. */
  revisions: z.record(z.string(), z.number().int()),
})
export type DeclaredView = z.infer<typeof DeclaredView>
