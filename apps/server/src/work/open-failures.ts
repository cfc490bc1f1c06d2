import {
  type Localized,
  lapseText,
  type PlanNote,
  SITE_WIDE,
  type Verdict,
  type Waiver,
  weigh,
} from '@astrago/contracts'
import { checkInfos } from '@astrago/preflight'
import { foldNames } from '@astrago/reports'

const titlesOf = (): ReadonlyMap<string, Localized> => new Map(checkInfos().map(({ id, title }) => [id, title]))
const where = (host: string): Localized =>
  host === SITE_WIDE ? { ko: '사이트 전체', en: 'whole site' } : { ko: host, en: host }

/** What of a preflight stands in the way of an installation at `now`, each with its place; a waiver that lapsed says why. */
export function openFailures(verdicts: readonly Verdict[], waivers: readonly Waiver[], now: Date): PlanNote[] {
  const titles = titlesOf()
  return weigh(verdicts, waivers, now)
    .filter(({ blocking }) => blocking)
    .map(({ verdict, waiver, lapse }) => {
      const { check, host } = verdict
      const title = titles.get(check) ?? { ko: check, en: check }
      const why = waiver && lapse ? lapseText(lapse, waiver, verdict) : null
      return {
        ko: `사전 점검 실패: ${title.ko} (${where(host).ko})${why ? ` · 면제 효력 없음: ${why.ko}` : ''}`,
        en: `Preflight failure: ${title.en} (${where(host).en})${why ? ` · waiver lapsed: ${why.en}` : ''}`,
        place: { kind: 'verdict', check, host },
      }
    })
}

/** What would stand in the way if nobody had taken it on, the same waiver of many hosts as one. */
export function waivedFailures(verdicts: readonly Verdict[], waivers: readonly Waiver[], now: Date): PlanNote[] {
  const titles = titlesOf()
  const held = weigh(verdicts, waivers, now).flatMap(({ waiver, lapse }) => (waiver && lapse === null ? [waiver] : []))
  const groups = Map.groupBy(held, ({ check, reason, who, expires }) => JSON.stringify([check, reason, who, expires]))
  return [...groups.values()].flatMap((group): PlanNote[] => {
    const [first] = group
    if (!first) return []
    const { check, host, reason, who, expires } = first
    const title = titles.get(check) ?? { ko: check, en: check }
    const hosts = (locale: keyof Localized): string => foldNames(group.map((waiver) => where(waiver.host)[locale]))
    return [
      {
        ko: `면제한 사전 점검 실패: ${title.ko} (${hosts('ko')}) · ${reason} (${who}, ${expires}까지)`,
        en: `Waived preflight failure: ${title.en} (${hosts('en')}) · ${reason} (${who}, until ${expires})`,
        place: { kind: 'verdict', check, host },
      },
    ]
  })
}
