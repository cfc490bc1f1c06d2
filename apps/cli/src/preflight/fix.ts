import type { CheckId } from '@astrago/contracts'
import { checkOfFix, fixPhase, offersFor, type PreflightInput, type PreflightResult } from '@astrago/preflight'
import type { ReportFix } from '@astrago/reports'
import { makeChanges } from '../changes/make-changes.ts'
import { withHosts } from '../changes/with-hosts.ts'
import type { Context } from '../command.ts'
import type { Open } from './open-hosts.ts'

const TEXTS = {
  nothing: {
    ko: '콘솔이 바로잡을 수 있는 것이 없습니다. root 권한을 얻은 호스트에서만 바로잡습니다.',
    en: 'There is nothing that the console can put right. It does so only where it gets root.',
  },
  begins: {
    ko: '다음과 같이 바로잡습니다. 원래 상태는 호스트에 보관하며 preflight undo로 되돌립니다.',
    en: 'This will be done. How it was is kept on the host; preflight undo puts it back.',
  },
  question: { ko: '적용할까요?', en: 'Make these changes?' },
  declined: { ko: '아무것도 바꾸지 않았습니다.', en: 'Nothing was changed.' },
}

export type FixRequest = {
  site: string
  input: PreflightInput
  result: PreflightResult
  open: Open
  secrets: readonly string[]
}

/** What was done about what, and whether it came to its end. */
export type Fixed = { fixes: (ReportFix & { check: CheckId })[]; isDone: boolean }

/** Puts right what a preflight found and we can, with consent. */
export async function fix({ site, input, result, open, secrets }: FixRequest, context: Context): Promise<Fixed> {
  const offers = offersFor(result, input)
  const names = [...new Set(offers.map(({ host }) => host))]
  const changed = await withHosts(names, open, context, (hosts) =>
    makeChanges({ phase: fixPhase(offers, input), site, hosts, secrets, texts: TEXTS }, context),
  )
  if (!changed) return { fixes: [], isDone: true }
  const { plan, steps, outcome } = changed
  const fixes = plan.phases
    .flatMap(({ actions }) => actions)
    .flatMap(({ id, host, describe }): Fixed['fixes'] => {
      const check = checkOfFix(id)
      return check ? [{ check, host, describe, state: steps.get(id)?.state ?? 'pending' }] : []
    })
  return { fixes, isDone: outcome.state === 'done' }
}
