/** RFC 5987, attr-char: what encodeURIComponent leaves and a file name in a header may not hold. */
const NOT_ALLOWED = /['()*]/g

const escaped = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`

/** The `content-disposition` of a file named `name`, in any script and with any sign: saved, or shown by the browser. */
export function fileHeader(name: string, as: 'attachment' | 'inline' = 'attachment'): string {
  return `${as}; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replace(NOT_ALLOWED, escaped)}`
}

/** What a site is told by in a file: its name, what it is, and the day at this machine on which it was made. */
export function siteFile(site: string, what: string, kind: string, at = new Date()): string {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  return `AstraGo-${site}-${what}-${day}.${kind}`
}
