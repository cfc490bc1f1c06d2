/** Shorter secrets are not looked for: masking each "abc" would make logs unreadable and protect nothing. */
const SHORTEST = 4
/** Within a PEM block, where every line is secret; its last line may be shorter and then stays visible. */
const SHORTEST_PEM_LINE = 8
/** Of other texts of many lines (a kubeconfig), where most lines are ordinary words. */
const SHORTEST_VALUE = 16
/** Encoded forms are looked for from this length: shorter ones turn up by chance. */
const SHORTEST_ENCODED = 6
const PIECE = 64
/** `base64` breaks its lines here. */
const BASE64_LINE = 76

/**
 * The words to look for so that `secret` shows nowhere: as it is, in base64 (also inside a longer text, and broken into
 * lines), URL-encoded, JSON-escaped and quoted for the shell. Long words are cut into pieces, so that a part of one is
 * found too. A secret of many lines is looked for line by line. Secrets under four characters give no words.
 */
export function formsOf(secret: string): string[] {
  const text = secret.trim()
  if (text.length < SHORTEST) return []
  const lines = secretLines(text)
  const whole = base64Forms(secret).concat(base64Forms(text))
  const forms = [...lines.flatMap((line) => [line, ...escapedForms(line)]), ...whole]
  return [...new Set(forms.flatMap((form) => pieces(form, PIECE)))].filter((form) => form.length >= SHORTEST)
}

/** The lines of a secret that are secret themselves; a text of one line is one. */
function secretLines(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  if (lines.length === 1) return lines
  const isPem = text.includes('-----BEGIN ')
  const values = lines
    .filter((line) => !line.startsWith('-----'))
    .map((line) => line.replace(/^[- ]*[\w.-]+:\s+/, '').replace(/^(["'])(.*)\1$/, '$2'))
    .filter((value) => !/\s|:\/\//.test(value) && value.length >= (isPem ? SHORTEST_PEM_LINE : SHORTEST_VALUE))
  return values.length > 0 ? values : lines.filter((line) => line.length >= SHORTEST)
}

function escapedForms(line: string): string[] {
  const json = JSON.stringify(line).slice(1, -1)
  const url = encodeURIComponent(line.toWellFormed())
  const strictUrl = url.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
  return [
    json,
    json.replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`),
    json.replaceAll('/', '\\/'),
    url,
    strictUrl,
    url.replaceAll('%20', '+'),
    strictUrl.replaceAll('%20', '+'),
    lowerHex(url),
    lowerHex(strictUrl),
    line.replaceAll("'", `'\\''`),
    line.replaceAll("'", `'"'"'`),
    line.replace(/["\\$`!]/g, '\\$&'),
    line.replace(/[^\w@%+=:,./-]/g, '\\$&'),
  ]
}

const lowerHex = (url: string): string => url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())

/** base64 and base64url, for each of the three places that a text can have within a longer encoded one. */
function base64Forms(text: string): string[] {
  const bytes = Buffer.from(text)
  const alone = bytes.toString('base64')
  const inside = [0, 1, 2].map((shift) => base64Core(bytes, shift)).filter((core) => core.length >= SHORTEST_ENCODED)
  const forms = [alone, ...pieces(alone, BASE64_LINE), ...inside]
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))]
}

/** The characters of base64 that only `bytes` decide when `shift` bytes stand before them. */
function base64Core(bytes: Buffer, shift: number): string {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '')
  const open = (shift + bytes.length) % 3 === 0 ? 0 : 1
  return encoded.slice(shift === 0 ? 0 : shift + 1, encoded.length - open)
}

/** `text` in pieces of `size`; a rest under half a piece stays with the one before it. */
function pieces(text: string, size: number): string[] {
  const count = Math.max(1, Math.round(text.length / size))
  return Array.from({ length: count }, (_, i) => text.slice(i * size, i === count - 1 ? undefined : (i + 1) * size))
}
