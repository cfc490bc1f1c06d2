/** The middle value; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

/**
 * Seconds of each contender in each round; they take turns, so that what the machine does besides meets all alike, and each
 * round begins with another one, so that none always comes behind what the same one leaves on the hosts. `rest` comes
 * before each of them and is not counted.
 */
export async function interleave<Name extends string>(
  rounds: number,
  say: (line: string) => void,
  contenders: Record<Name, () => Promise<unknown>>,
  rest: () => Promise<unknown> = async () => {},
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let i = 0; i < rounds; i++)
    for (const name of [...names.slice(i % names.length), ...names.slice(0, i % names.length)]) {
      await rest()
      const start = performance.now()
      await contenders[name]()
      const seconds = (performance.now() - start) / 1000
      times[name].push(seconds)
      say(`${name} ${round(seconds)} s`)
    }
  return times
}
