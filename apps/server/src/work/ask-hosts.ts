import { explain, type Plan, toProblem } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'

type Reached = { reached: ReadonlySet<string>; warnings: Plan['warnings'] }

/** Which hosts answer as root. @throws what the first said, where none does */
export async function askHosts(hosts: ReadonlyMap<string, Host>, signal: AbortSignal): Promise<Reached> {
  const tries = await Promise.all(
    [...hosts].map(async ([name, host]) => {
      const error = await host.run('true', { sudo: true, signal }).then(
        () => null,
        (cause: unknown) => ({ cause }),
      )
      return { name, error }
    }),
  )
  const failed = tries.flatMap(({ name, error }) => (error ? [{ name, cause: error.cause }] : []))
  if (failed[0] && failed.length === tries.length) throw failed[0].cause
  const warnings = failed.map(({ name, cause }) => {
    const problem = { ...toProblem(cause), host: name }
    return {
      ko: `${name}에는 손대지 않습니다: ${explain(problem, 'ko').what}`,
      en: `${name} is left out: ${explain(problem, 'en').what}`,
    }
  })
  return { reached: new Set(tries.flatMap(({ name, error }) => (error ? [] : [name]))), warnings }
}
