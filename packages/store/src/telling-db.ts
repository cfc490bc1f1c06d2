import type { PrismaClient } from './generated/client.ts'
import { storageError } from './storage-error.ts'

/**
 * The database client whose errors of the disk are errors of the product: each statement's, and a transaction's, which
 * may fail only when it is committed.
 */
export function tellingDb(client: PrismaClient, path: string): PrismaClient {
  const telling = async <T>(work: PromiseLike<T>): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw storageError(error, path) ?? error
    }
  }
  const statements = client.$extends({
    query: { $allOperations: ({ args, query }) => telling(query(args)) },
  }) as unknown as PrismaClient
  const transaction = statements.$transaction.bind(statements) as (...args: unknown[]) => Promise<unknown>
  return new Proxy(statements, {
    get: (target, name) =>
      name === '$transaction'
        ? (...args: unknown[]) => telling(transaction(...args))
        : Reflect.get(target, name, target),
  })
}
