import type { FactKey, Facts, FactValues } from './schema.ts'

/** The fact of a host; null where it is absent. */
export const factOf = <K extends FactKey>(facts: Facts, key: K): FactValues[K] | null => {
  const fact = facts[key]
  return 'value' in fact ? fact.value : null
}
