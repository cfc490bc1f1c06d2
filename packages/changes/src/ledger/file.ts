import { createHash } from 'node:crypto'
import { AppError } from '@astrago/contracts'
import type { Host } from '@astrago/hosts'
import { readText } from '../on-host.ts'
import { PLACE } from '../place.ts'
import { Ledger } from './entry.ts'

const EMPTY: Ledger = { version: 1, entries: [] }
/** What the write script ends with when the ledger is not the one that was read. */
const MOVED = 75

/** A ledger and the text it was read from, which tells whether somebody else has written since. */
export type ReadLedger = { ledger: Ledger; text: string }

/** @throws LEDGER_UNREADABLE when it is damaged or of a newer version */
export async function readLedger(host: Host, signal: AbortSignal): Promise<ReadLedger> {
  const text = (await readText(host, PLACE.ledger, signal)) ?? ''
  if (text === '') return { ledger: EMPTY, text }
  try {
    return { ledger: Ledger.parse(JSON.parse(text)), text }
  } catch (cause) {
    throw new AppError('LEDGER_UNREADABLE', { host: host.name, params: { path: PLACE.ledger }, cause })
  }
}

/**
 * Writes it whole or not at all, and only over the one that was read. An empty one is no file.
 * @throws LEDGER_MOVED when somebody else wrote in between
 */
export async function writeLedger(
  host: Host,
  read: ReadLedger,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<ReadLedger> {
  const text = ledger.entries.length === 0 ? '' : `${JSON.stringify(ledger)}\n`
  if (text === read.text) return read
  const { code, stderr } = await host.run(text === '' ? remove(read) : replace(read), {
    sudo: true,
    stdin: text,
    signal,
  })
  if (code === MOVED) throw new AppError('LEDGER_MOVED', { host: host.name })
  if (code !== 0)
    throw new AppError('HOST_COMMAND_FAILED', { host: host.name, params: { code: code ?? '?', detail: stderr.trim() } })
  return { ledger, text }
}

const same = ({ text }: ReadLedger): string => {
  const sum = createHash('sha256').update(text).digest('hex')
  return `[ "$(cat ${PLACE.ledger} 2>/dev/null | sha256sum | cut -d ' ' -f 1)" = ${sum} ] || exit ${MOVED}`
}

const replace = (read: ReadLedger): string => `set -e
umask 077
mkdir -p ${PLACE.root}
cat > ${PLACE.ledger}.part
sync ${PLACE.ledger}.part 2>/dev/null || :
${same(read)}
mv ${PLACE.ledger}.part ${PLACE.ledger}`

const remove = (read: ReadLedger): string => `${same(read)}
rm -f ${PLACE.ledger} ${PLACE.ledger}.part
rmdir ${PLACE.originals} ${PLACE.ours} ${PLACE.root} 2>/dev/null || :`

/** For those who only look: what is ours on a host. */
export async function ledgerOf(host: Host, signal: AbortSignal): Promise<Ledger> {
  return (await readLedger(host, signal)).ledger
}
