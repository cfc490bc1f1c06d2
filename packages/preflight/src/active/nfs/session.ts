import { randomBytes } from 'node:crypto'
import { compound, type Done } from './compound.ts'
import {
  createSession,
  destroyClient,
  destroySession,
  exchangeId,
  type Operation,
  reclaimComplete,
  sequence,
} from './operations.ts'
import type { Rpc } from './rpc.ts'
import { WireError } from './xdr.ts'

const MINOR = 1
/** RFC 8881 section 15.1.3.3. */
export const MINOR_VERSION_MISMATCH = 10021

export type Session = {
  client: bigint
  /** @throws WireError */
  run(operations: readonly Operation<unknown>[]): Promise<Done>
  /** Leaves nothing of the client at the server. Never throws. */
  end(): Promise<void>
}

/** Gives null where the server does not speak NFS 4.1. @throws WireError */
export async function openSession(rpc: Rpc): Promise<Session | null> {
  const exchange = exchangeId(randomBytes(16))
  const exchanged = await compound(rpc, MINOR, [exchange])
  if (exchanged.status === MINOR_VERSION_MISMATCH) return null
  const known = exchanged.valueOf(exchange)
  if (!known) throw new WireError('refused', `EXCHANGE_ID ${exchanged.status}`)
  const create = createSession(known.client, known.sequence)
  const created = await compound(rpc, MINOR, [create])
  const id = created.valueOf(create)
  if (!id) throw new WireError('refused', `CREATE_SESSION ${created.status}`)
  let number = 0
  const run = (operations: readonly Operation<unknown>[]): Promise<Done> => {
    number += 1
    return compound(rpc, MINOR, [sequence(id, number), ...operations])
  }
  await run([reclaimComplete()])
  return {
    client: known.client,
    run,
    async end() {
      const over = async () => {
        await compound(rpc, MINOR, [destroySession(id)])
        await compound(rpc, MINOR, [destroyClient(known.client)])
      }
      await over().catch(() => {})
    },
  }
}
