import { type Held, hostIn, readHeld, releaseAction } from '@astrago/changes'
import type { Localized } from '@astrago/contracts'
import type { Phase } from '@astrago/jobs'
import { checkInfos } from '../checks/index.ts'
import { l } from '../text.ts'
import { checkOfFix } from './fix-id.ts'

type Facts = Record<string, Held[]>

const SIDE_BY_SIDE = 10

/**
 * Takes back every fix that the ledgers of these hosts hold, the newest first. What an installation needs as well stays.
 * @param keepEdited what somebody changed since stays as they made it; else the run stops there and shows the difference
 */
export function undoFixesPhase(names: readonly string[], { keepEdited = false } = {}): Phase<Facts> {
  return {
    id: 'undo-fixes',
    title: l('조치 되돌리기', 'Take fixes back'),
    explain: l(
      '콘솔이 바로잡은 것을 원래대로 되돌립니다. 그 뒤에 누가 고친 것은 덮어쓰지 않습니다.',
      'Put back what the console had fixed. What somebody has edited since is not overwritten.',
    ),
    concurrency: SIDE_BY_SIDE,
    async gather(hosts, signal) {
      const held = names.map(async (name) => [name, await readHeld(hostIn(hosts, name), 'fix', signal)] as const)
      return Object.fromEntries(await Promise.all(held))
    },
    plan: (facts) =>
      names.flatMap((host) =>
        (facts[host] ?? []).map((held) =>
          releaseAction({
            id: `undo.${held.what}`,
            host,
            owner: 'fix',
            held,
            describe: describeUndo(held.what),
            keepEdited,
          }),
        ),
      ),
  }
}

function describeUndo(what: string): Localized {
  const check = checkOfFix(what)
  const { title } = checkInfos().find(({ id }) => id === check) ?? { title: l(what, what) }
  return l(`조치를 되돌립니다: ${title.ko}`, `Take the fix back: ${title.en}`)
}
