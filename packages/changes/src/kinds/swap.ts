import { quote } from '@astrago/hosts'
import type { Entry } from '../ledger/entry.ts'
import { ask, must } from '../on-host.ts'
import type { Kind } from './kind.ts'

/** The one name of this kind: all swap of a host. */
export const ALL_SWAP = 'all'
export const SWAP_OFF = 'off'
const PATH = 'PATH=$PATH:/usr/sbin:/sbin'
const SLOW_MS = 600_000

/** /proc/swaps writes blanks and the like as \040 (octal). */
const plain = (device: string): string =>
  device.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

/** The kernel gives negative priorities by itself; only those that somebody chose are chosen again (swapon(8)). */
function swapOn(line: string): string {
  const [device = '', priority = ''] = line.split(' ')
  return `swapon ${Number(priority) >= 0 ? `-p ${priority} ` : ''}${quote(plain(device))}`
}

const linesBefore = ({ before }: Entry): string[] => (before === SWAP_OFF ? [] : before.split('\n'))

/** Swap in use. State: `off`, or `device priority` of each, one a line. */
export const swap: Kind = {
  atomic: false,
  async read({ host, signal }) {
    const { stdout } = await ask(host, 'cat /proc/swaps', { signal })
    const rows = stdout.split('\n').slice(1).filter(Boolean)
    const state = rows.map((row) => `${row.split(/\s+/)[0]} ${row.trim().split(/\s+/).at(-1)}`).join('\n')
    return new Map([[ALL_SWAP, state || SWAP_OFF]])
  },
  async make({ host, signal }) {
    await must(host, `${PATH} swapoff -a`, { signal, timeoutMs: SLOW_MS })
  },
  async back(context, entries) {
    const { host, signal } = context
    const now = (await this.read(context, [ALL_SWAP])).get(ALL_SWAP) ?? ''
    const active = now.split('\n').map((line) => line.split(' ')[0])
    const lines = entries.flatMap(linesBefore)
    for (const line of lines.filter((each) => !active.includes(each.split(' ')[0]))) {
      await must(host, `${PATH} ${swapOn(line)}`, { signal })
    }
  },
  commands: () => ['swapoff -a'],
  backCommands: (entries) => entries.flatMap(linesBefore).map(swapOn),
}
