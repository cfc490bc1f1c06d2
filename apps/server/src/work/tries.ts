import { AppError } from '@astrago/contracts'
import { LRUCache } from 'lru-cache'

export type TryCounter = {
  /** Counts a try of `key`. @throws TOO_MANY_TRIES when it had `max` within the time */
  count(key: string): void
  forget(key: string): void
}

/** Counts tries by account name over all addresses. Bounded: the ten thousand names tried last. */
export function makeTryCounter({ max, perMs }: { max: number; perMs: number }): TryCounter {
  const tries = new LRUCache<string, number>({ max: 10_000, ttl: perMs, noUpdateTTL: true })
  return {
    count(key) {
      const count = (tries.get(key) ?? 0) + 1
      if (count > max) {
        const seconds = Math.ceil(tries.getRemainingTTL(key) / 1000)
        throw new AppError('TOO_MANY_TRIES', { params: { seconds } })
      }
      tries.set(key, count)
    },
    forget(key) {
      tries.delete(key)
    },
  }
}
