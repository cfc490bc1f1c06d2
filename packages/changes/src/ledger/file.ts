import { createHash } from 'node:crypto'
import { AppError, isAppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { ask, commandFailed, must } from '../on-host.ts'
import { PLACE } from '../place.ts'
import { Ledger } from './entry.ts'

const EMPTY: Ledger = { version: 1, entries: [] }
/** What the write script ends with when the ledger is not the one that was read. */
const MOVED = 75

/** A ledger and the text it was read from, which tells whether somebody else has written since. */
export type ReadLedger = { ledger: Ledger; text: string }

/** @throws LEDGER_UNREADABLE when it is damaged or of a newer version */
export async function readLedger(host: Host, signal: AbortSignal): Promise<ReadLedger> {
  const text = await must(host, `[ ! -e ${PLACE.ledger} ] || cat ${PLACE.ledger}`, { signal })
  if (text === '') return { ledger: EMPTY, text }
  try {
    return { ledger: Ledger.parse(JSON.parse(text)), text }
  } catch (cause) {
    throw new AppError('LEDGER_UNREADABLE', { host: host.name, params: { path: PLACE.ledger }, cause })
  }
}

/**
 * Writes it whole or not at all, and only over the one that was read. An empty one is no file.
 * @throws LEDGER_MOVED when somebody else wrote in between, HOST_DISK_FULL
 */
export async function writeLedger(
  host: Host,
  read: ReadLedger,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<ReadLedger> {
  const text = ledger.entries.length === 0 ? '' : `${JSON.stringify(ledger)}\n`
  if (text === read.text) return read
  const result = await ask(host, text === '' ? remove(read) : replace(read), { stdin: text, signal })
  if (result.code === MOVED) throw new AppError('LEDGER_MOVED', { host: host.name })
  if (result.code !== 0) throw commandFailed(host, result)
  return { ledger, text }
}

/**
 * Writes what `change` makes of the ledger; where somebody else wrote since it was read, of theirs. For a change that is
 * right whatever others have done.
 */
export async function changeLedger(
  host: Host,
  read: ReadLedger,
  change: (ledger: Ledger) => Ledger,
  signal: AbortSignal,
): Promise<void> {
  for (let now = read; ; now = await readLedger(host, signal)) {
    try {
      await writeLedger(host, now, change(now.ledger), signal)
      return
    } catch (error) {
      if (!isAppError(error) || error.code !== 'LEDGER_MOVED') throw error
    }
  }
}

/**
 * One console at a time from here on, to the end of the script; the folder may have gone with the other's ledger. Without
 * `command` dash would end with a code of its own there.
 */
const ALONE = `command exec 9<${PLACE.root} || exit ${MOVED}
flock 9
[ -d ${PLACE.root} ] || exit ${MOVED}`

const same = ({ text }: ReadLedger): string => {
  const sum = createHash('sha256').update(text).digest('hex')
  return `[ "$(cat ${PLACE.ledger} 2>/dev/null | sha256sum | cut -d ' ' -f 1)" = ${sum} ] || exit ${MOVED}`
}

const FOLDERS = `${PLACE.originals} ${PLACE.ours} ${PLACE.root}`

/** A copy that did not fit goes again. */
const replace = (read: ReadLedger): string => `umask 077
mkdir -p ${PLACE.root} || exit
${ALONE}
${same(read)}
cat > ${PLACE.ledger}.part && { sync ${PLACE.ledger}.part 2>/dev/null || :; } && mv ${PLACE.ledger}.part ${PLACE.ledger} && exit
rm -f ${PLACE.ledger}.part
rmdir ${FOLDERS} 2>/dev/null
exit 1`

const remove = (read: ReadLedger): string => `${ALONE}
${same(read)}
rm -f ${PLACE.ledger} ${PLACE.ledger}.part
rmdir ${FOLDERS} 2>/dev/null || :`

/** For those who only look: what is ours on a host. */
export async function ledgerOf(host: Host, signal: AbortSignal): Promise<Ledger> {
  return (await readLedger(host, signal)).ledger
}
