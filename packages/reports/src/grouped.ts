/** Items with the same key together, in the order in which the first of each came. */
export function grouped<T>(items: readonly T[], key: (item: T) => unknown): [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const id = JSON.stringify(key(item))
    const group = groups.get(id)
    if (group) group.push(item)
    else groups.set(id, [item])
  }
  return [...groups.values()]
}
