/** The fields whose secrets active checks log in with. */
const FIELDS = ['registry.password', 'network.proxyPassword'] as const

type Field = (typeof FIELDS)[number]
/** Texts of secrets that tasks send, by their field. They go into nothing that is kept. */
export type ActiveSecrets = Readonly<Partial<Record<Field, string>>>
type Answers = Partial<Record<Field, { secretRef: string } | undefined>>

/** Reads what active checks log in with, as the answers refer to it. @throws what `secretOf` throws */
export async function activeSecrets(
  answers: Answers,
  secretOf: (ref: string) => Promise<string>,
): Promise<ActiveSecrets> {
  const given = FIELDS.flatMap((field) => {
    const secret = answers[field]
    return secret ? [{ field, ref: secret.secretRef }] : []
  })
  const texts = given.map(async ({ field, ref }) => [field, await secretOf(ref)] as const)
  return Object.fromEntries(await Promise.all(texts))
}
