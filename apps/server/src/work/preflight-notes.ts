import { type PlanNote, type Preflight, partOf, partWords } from '@astrago/contracts'
import { checkInfos } from '@astrago/preflight'

const note = (ko: string, en: string): PlanNote => ({ ko, en, place: { kind: 'preflight' } })

/** What keeps the newest preflight that ended, if any, from speaking for the site with these servers. */
export function preflightGaps(
  preflight: Pick<Preflight, 'hosts' | 'only'> | undefined,
  servers: readonly string[],
): PlanNote[] {
  if (!preflight) return [note('사전 점검을 아직 하지 않았습니다.', 'No preflight has been run yet.')]
  const unseen = servers.filter((name) => !preflight.hosts.includes(name))
  if (unseen.length > 0) {
    const names = unseen.join(', ')
    return [
      note(`사전 점검을 하지 않은 서버가 있습니다: ${names}.`, `Servers that no preflight has looked at: ${names}.`),
    ]
  }
  const part = partOf(preflight, { hosts: servers, checks: checkInfos().length })
  if (!part) return []
  const { ko, en } = partWords(part)
  return [note(`사전 점검: ${ko} 모두 점검하십시오.`, `Preflight: ${en} Run all of them.`)]
}
