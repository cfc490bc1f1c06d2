import {
  changeAction,
  fileChanges,
  type HostFacts,
  hostIn,
  readHostFacts,
  readShownFiles,
  type ShownFiles,
} from '@astrago/changes'
import type { Phase } from '@astrago/jobs'
import type { PreflightInput } from '../input.ts'
import { l } from '../text.ts'
import { fixId } from './fix-id.ts'
import type { Offer } from './offers.ts'

type Facts = Record<string, { live: HostFacts; files: ShownFiles }>

const SIDE_BY_SIDE = 10

/** Makes the fixes of these offers: the plan shows every command and file, and each can be taken back by itself. */
export function fixPhase(offers: readonly Offer[], { nodes }: PreflightInput): Phase<Facts> {
  const byHost = Map.groupBy(offers, ({ host }) => host)
  const addressOf = (name: string): string => nodes.find((node) => node.name === name)?.address ?? '127.0.0.1'
  return {
    id: 'fix',
    title: l('조치', 'Fixes'),
    explain: l(
      '점검에서 찾은 것을 바로잡습니다. 원래 상태는 호스트에 보관하고 되돌릴 수 있습니다.',
      'Put right what the preflight found. How it was is kept on the host and can be put back.',
    ),
    concurrency: SIDE_BY_SIDE,
    async gather(hosts, signal) {
      const facts = [...byHost].map(async ([name, own]) => {
        const host = hostIn(hosts, name)
        const live = await readHostFacts(host, addressOf(name), signal)
        const files = await readShownFiles(
          host,
          own.flatMap(({ changes }) => changes(live)),
          signal,
        )
        return [name, { live, files }] as const
      })
      return Object.fromEntries(await Promise.all(facts))
    },
    plan: (facts) =>
      offers.flatMap(({ host, check, describe, changes }) => {
        const known = facts[host]
        const wanted = known ? changes(known.live) : []
        if (!known || wanted.length === 0) return []
        const files = fileChanges(wanted, known.files)
        return [changeAction({ id: fixId(check, host), host, owner: 'fix', describe, changes: wanted, files })]
      }),
  }
}
