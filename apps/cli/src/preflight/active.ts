import { AppError, type CheckId, say } from '@astrago/contracts'
import { listedImages } from '@astrago/kubernetes'
import { activeSteps, checkInfos, type PreflightInput, type WantedImage } from '@astrago/preflight'
import type { Context, Io } from '../command.ts'
import { tell } from '../tell.ts'
import { readText } from './read-file.ts'

const ACTIVE_TEXTS = {
  begins: {
    ko: '호스트가 다음을 직접 시도합니다. 아무것도 남기지 않으며 Ctrl+C로 멈출 수 있습니다.',
    en: 'The hosts are about to do this. Nothing stays behind, and Ctrl+C ends it.',
  },
  nothing: {
    ko: '능동 점검: 질문지에 물어볼 서비스가 없습니다.',
    en: 'Active checks: the questionnaire names no service to ask.',
  },
}

type Choice = { hosts?: readonly string[] | undefined; checks?: readonly CheckId[] | undefined }

/** What hosts are about to do besides being read, before they do it. */
export function announce(input: PreflightInput, { hosts, checks }: Choice, { io, locale }: Context): void {
  const steps = activeSteps(input, { ...(hosts ? { hosts } : {}), ...(checks ? { only: checks } : {}) })
  tell(io, ACTIVE_TEXTS[steps.length > 0 ? 'begins' : 'nothing'][locale])
  for (const step of steps) tell(io, step[locale], '  - ')
}

const NEEDS = { ko: '{option} 옵션과 함께 씁니다', en: 'needs {option}' }

/** A check of what hosts try must not seem made where they try nothing. @throws VALIDATION_FAILED */
export function refuseUntried(
  { checks = [], active, bandwidth }: Choice & { active: boolean; bandwidth: boolean },
  { locale }: Context,
): void {
  const tried = checkInfos().flatMap(({ id, scope }) => (scope === 'active' ? [id] : []))
  const needs: readonly [string, readonly CheckId[]][] = [
    ['--active', active ? [] : tried],
    ['--bandwidth', bandwidth ? [] : ['bandwidth-hosts']],
  ]
  for (const [option, ids] of needs) {
    const untried = checks.filter((id) => ids.includes(id)).join(',')
    const detail = `--checks ${untried}: ${say(NEEDS, locale, { option })}`
    if (untried) throw new AppError('VALIDATION_FAILED', { params: { detail } })
  }
}

/** No file of the command brings images to the hosts, so the registry must have them all. */
export async function askedImages(path: string | undefined, io: Io): Promise<WantedImage[]> {
  if (path === undefined) return []
  return listedImages(await readText(path, io)).map((name) => ({ name, delivered: false }))
}
