/**
 * As `make`, but what it made of a list or an object is kept as long as that lives and is asked for with the same other
 * arguments: of many parts of which one changes, only that one is made anew. `key` must not change afterwards.
 */
export function remember<K extends object, Rest extends readonly unknown[], V>(
  make: (key: K, ...rest: Rest) => V,
): (key: K, ...rest: Rest) => V {
  const made = new WeakMap<K, { rest: Rest; value: V }>()
  return (key, ...rest) => {
    const known = made.get(key)
    if (known?.rest.every((each, i) => Object.is(each, rest[i]))) return known.value
    const value = make(key, ...rest)
    made.set(key, { rest, value })
    return value
  }
}
