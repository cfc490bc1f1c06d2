import { DISK } from './disk.ts'
import { GPU } from './gpu.ts'
import { KERNEL } from './kernel.ts'
import { MACHINE } from './machine.ts'
import { NETWORK } from './network.ts'
import { PACKAGES } from './packages.ts'
import { type Raw, readRaw } from './raw.ts'
import { Absent, type Readers } from './reader.ts'
import type { Reason } from './reason.ts'
import { absentFacts, FACT_KEYS, FactGroups, type FactKey, type Facts } from './schema.ts'
import { SECURITY } from './security.ts'
import { SITE } from './site.ts'
import { SOFTWARE } from './software.ts'
import { STORAGE } from './storage.ts'

const READERS: Readers<FactKey> = {
  ...MACHINE,
  ...DISK,
  ...STORAGE,
  ...KERNEL,
  ...NETWORK,
  ...PACKAGES,
  ...SOFTWARE,
  ...SECURITY,
  ...GPU,
  ...SITE,
}

function readGroup(key: FactKey, raw: Raw): { value: unknown } | { absent: Reason } {
  try {
    const checked = FactGroups[key].safeParse(READERS[key](raw))
    return checked.success ? { value: checked.data } : { absent: 'unreadable' }
  } catch (error) {
    return { absent: error instanceof Absent ? error.reason : 'unreadable' }
  }
}

/**
 * The answer of the probe as facts. Never throws: what cannot be read is absent with its reason. `complete` is false
 * when the answer was cut off or is none of ours; what came before the cut is kept.
 */
export function parseFacts(answer: string): { facts: Facts; complete: boolean } {
  const raw = readRaw(answer)
  if (raw.value('probe', 'version') === null) return { facts: absentFacts('unreadable'), complete: false }
  const groups = FACT_KEYS.map((key) => [key, readGroup(key, raw)])
  return { facts: Object.fromEntries(groups) as unknown as Facts, complete: raw.complete }
}
