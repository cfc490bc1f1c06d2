import type { Change, HostFacts } from '@astrago/changes'
import type { CheckId, Localized } from '@astrago/contracts'
import type { HostRecord } from '../facts/schema.ts'
import type { PreflightInput } from '../input.ts'
import type { PreflightResult } from '../run.ts'
import { FIXES } from './list/index.ts'

/** A fix for one finding on one host. `changes` is pure. */
export type Offer = {
  host: string
  check: CheckId
  describe: Localized
  changes(live: HostFacts): readonly Change[]
}

/** The fixes for what a preflight found, host by host: of failures and warnings where we get root. Pure. */
export function offersFor(
  { verdicts, records }: Pick<PreflightResult, 'verdicts' | 'records'>,
  input: PreflightInput,
): Offer[] {
  const found = verdicts.filter(({ status }) => status === 'fail' || status === 'warn')
  return input.nodes.flatMap((node) => {
    const record = records.find(({ host }) => host === node.name)
    if (!record || !isOpen(record)) return []
    const own = found.filter(({ host }) => host === node.name)
    return FIXES.flatMap((fix): Offer[] => {
      const verdict = own.find(({ check, outcome }) => check === fix.check && fix.outcomes.includes(outcome))
      if (!verdict) return []
      const subject = { node, input, facts: record.facts, verdict }
      if (fix.helps && !fix.helps(subject)) return []
      const { check, describe } = fix
      return [{ host: node.name, check, describe, changes: (live) => fix.changes(subject, live) }]
    })
  })
}

const isOpen = ({ access }: HostRecord): boolean => access.connected && access.root
