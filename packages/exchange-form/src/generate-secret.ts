/** Without what is mistaken for something else in print (0 O, 1 l I o i) and without what a shell or YAML would read. */
const CLASSES = ['abcdefghjkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789'] as const
const ALPHABET = CLASSES.join('')
/** Bytes from here on are thrown away, so that every letter is as likely as any other. */
const FAIR = 256 - (256 % ALPHABET.length)
const ATTEMPTS = 100

/**
 * A password of `length` letters and digits with at least one small letter, capital and digit; 24 are worth 138 bits.
 * `random(n)` returns n random bytes.
 * @throws RangeError when `random` gives no variety.
 */
export function generateSecret(random: (bytes: number) => Uint8Array, length = 24): string {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const letters = [...random(length * 2)]
      .filter((byte) => byte < FAIR)
      .map((byte) => ALPHABET[byte % ALPHABET.length])
    const secret = letters.slice(0, length).join('')
    const isMixed = CLASSES.every((letters) => [...letters].some((letter) => secret.includes(letter)))
    if (secret.length === length && isMixed) return secret
  }
  throw new RangeError('generateSecret: the random source gives no variety')
}
