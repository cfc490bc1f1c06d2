import { type Held, hostIn, nameOf, readHeld, releaseAction } from '@astrago/changes'
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
            describe: describeUndo(held, keepEdited),
            keepEdited,
          }),
        ),
      ),
  }
}

function describeUndo({ what, edited }: Held, keepEdited: boolean): Localized {
  const check = checkOfFix(what)
  const { title } = checkInfos().find(({ id }) => id === check) ?? { title: l(what, what) }
  const { ko, en } = l(`조치를 되돌립니다: ${title.ko}`, `Take the fix back: ${title.en}`)
  if (edited.length === 0) return l(ko, en)
  const names = edited.map(nameOf).join(', ')
  return keepEdited
    ? l(`${ko} (누가 고친 대로 남깁니다: ${names})`, `${en} (left as somebody has edited it since: ${names})`)
    : l(
        `${ko} (그 뒤에 누가 고쳐서 여기서 멈춥니다: ${names})`,
        `${en} (stops here, as somebody has edited it since: ${names})`,
      )
}
