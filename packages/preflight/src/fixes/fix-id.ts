import { CheckId } from '@astrago/contracts'

/** A fix by the name under which a host's ledger knows it. */
export const fixId = (check: CheckId, host: string): string => `fix.${check}@${host}`

/** The check that a fix of a ledger is for; null where another version wrote it. */
export function checkOfFix(id: string): CheckId | null {
  const check = CheckId.safeParse(/^fix\.([\w-]+)@/.exec(id)?.[1])
  return check.success ? check.data : null
}
