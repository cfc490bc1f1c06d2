import { lapseText, type PlanNote, SITE_WIDE, type Verdict, type Waiver, weigh } from '@astrago/contracts'
import { checkInfos } from '@astrago/preflight'

/** What of a preflight stands in the way of an installation at `now`, each with its place; a waiver that lapsed says why. */
export function openFailures(verdicts: readonly Verdict[], waivers: readonly Waiver[], now: Date): PlanNote[] {
  const titles = new Map(checkInfos().map(({ id, title }) => [id, title]))
  return weigh(verdicts, waivers, now)
    .filter(({ blocking }) => blocking)
    .map(({ verdict, waiver, lapse }) => {
      const { check, host } = verdict
      const title = titles.get(check) ?? { ko: check, en: check }
      const site = host === SITE_WIDE
      const why = waiver && lapse ? lapseText(lapse, waiver, verdict) : null
      return {
        ko: `사전 점검 실패: ${title.ko} (${site ? '사이트 전체' : host})${why ? ` · 면제 효력 없음: ${why.ko}` : ''}`,
        en: `Preflight failure: ${title.en} (${site ? 'whole site' : host})${why ? ` · waiver lapsed: ${why.en}` : ''}`,
        place: { kind: 'verdict', check, host },
      }
    })
}
