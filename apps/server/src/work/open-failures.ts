import { type Acceptance, type Localized, SITE_WIDE, type Verdict } from '@astrago/contracts'
import { blocking, checkInfos } from '@astrago/preflight'

/** What of a preflight stands in the way of an installation, as texts. */
export function openFailures(verdicts: readonly Verdict[], acceptances: readonly Acceptance[]): Localized[] {
  const titles = new Map(checkInfos().map(({ id, title }) => [id, title]))
  return blocking(verdicts, acceptances).map(({ check, host }) => {
    const title = titles.get(check) ?? { ko: check, en: check }
    const where = host === SITE_WIDE ? { ko: '사이트 전체', en: 'whole site' } : { ko: host, en: host }
    return { ko: `사전 점검 실패: ${title.ko} (${where.ko})`, en: `Preflight failure: ${title.en} (${where.en})` }
  })
}
