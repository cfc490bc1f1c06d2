type Numbered = { name: string; prefix: string; digits: string; suffix: string }

function numbered(name: string): Numbered | null {
  const [, prefix = '', digits, suffix = ''] = /^(.*?)(\d{1,9})(\D*)$/s.exec(name) ?? []
  return digits === undefined ? null : { name, prefix, digits, suffix }
}

/** Numbers with leading zeros count with all of their length: 099 and 100 follow each other, 99 and 0100 do not. */
function paddedLengths(members: readonly Numbered[]): ReadonlySet<number> {
  return new Set(members.filter(({ digits }) => /^0\d/.test(digits)).map(({ digits }) => digits.length))
}

function ranges(digits: readonly string[]): string {
  const sorted = digits.toSorted((a, b) => Number(a) - Number(b))
  const runs: string[][] = []
  for (const each of sorted) {
    const last = runs.at(-1)
    if (last && Number(each) === Number(last.at(-1)) + 1) last.push(each)
    else runs.push([each])
  }
  return runs.map((run) => (run.length > 2 ? `${run[0]}-${run.at(-1)}` : run.join(','))).join(',')
}

const FEW = 3

function foldGroup(members: readonly Numbered[]): string[] {
  const [first] = members
  if (!first || members.length < FEW) return members.map(({ name }) => name)
  return [`${first.prefix}[${ranges(members.map(({ digits }) => digits))}]${first.suffix}`]
}

/**
 * Names of hosts in one text: three and more that differ in their last number only become a set such as
 * `gpu-[01-16,18]`, as ClusterShell and Slurm write node sets. The order is that of the first of each set.
 */
export function foldNames(names: readonly string[]): string {
  const unique = [...new Set(names)]
  const parts = unique.map((name) => ({ name, parsed: numbered(name) }))
  const families = Map.groupBy(
    parts.flatMap(({ parsed }) => (parsed ? [parsed] : [])),
    ({ prefix, suffix }) => JSON.stringify([prefix, suffix]),
  )
  const groups = Map.groupBy(parts, ({ name, parsed }) => {
    if (!parsed) return name
    const family = JSON.stringify([parsed.prefix, parsed.suffix])
    const padded = paddedLengths(families.get(family) ?? []).has(parsed.digits.length)
    return `${family} ${padded ? parsed.digits.length : 0}`
  })
  return [...groups.values()]
    .flatMap((group) => {
      const members = group.flatMap(({ parsed }) => (parsed ? [parsed] : []))
      return members.length === group.length ? foldGroup(members) : group.map(({ name }) => name)
    })
    .join(', ')
}
