/** A number from 0 to below `below`. */
export type Random = (below: number) => number

/** Numbers from a seed, so that what failed once fails again (xorshift32). */
export function randomOf(seed: number): Random {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const rest = [...list]
  return list.flatMap(() => rest.splice(random(rest.length), 1))
}
