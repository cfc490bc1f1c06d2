import type { Operation } from './operations.ts'
import type { Rpc } from './rpc.ts'
import { WireError, type XdrReader, XdrWriter } from './xdr.ts'

const COMPOUND = 1
const NFS4 = 4
const OK = 0

/** How far the operations of a COMPOUND came: it ends with the first that fails. */
export type Done = {
  /** Of the last operation, or of the whole where not even the first began (RFC 8881 section 15.1). */
  status: number
  /** Null where it was not reached. */
  statusOf(operation: Operation<unknown>): number | null
  /** Null where it did not succeed. */
  valueOf<T>(operation: Operation<T>): T | null
}

/** @throws WireError */
export function readCompound(from: XdrReader, operations: readonly Operation<unknown>[]): Done {
  const status = from.uint()
  from.opaque(1024)
  const count = from.uint()
  if (count > operations.length) throw new WireError('garbage', `${count} results`)
  const results = new Map<Operation<unknown>, { status: number; value: unknown }>()
  for (const operation of operations.slice(0, count)) {
    const [code, own] = [from.uint(), from.uint()]
    if (code !== operation.code) throw new WireError('garbage', `operation ${code}`)
    results.set(operation, { status: own, value: own === OK ? operation.read(from) : null })
    if (own !== OK) break
  }
  return {
    status,
    statusOf: (operation) => results.get(operation)?.status ?? null,
    valueOf: <T>(operation: Operation<T>) => (results.get(operation)?.value ?? null) as T | null,
  }
}

/** Operations of NFS 4 that the server does one after the other. @throws WireError */
export async function compound(rpc: Rpc, minor: number, operations: readonly Operation<unknown>[]): Promise<Done> {
  const args = new XdrWriter().text('').uint(minor).uint(operations.length)
  for (const { code, args: own } of operations) args.uint(code).fixed(own)
  return readCompound(await rpc.call({ version: NFS4, procedure: COMPOUND, args: args.bytes() }), operations)
}
