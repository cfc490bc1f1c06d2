export const MASK = '••••'

/** The user name and password of every URL in a text, masked. */
export function maskUrls(text: string): string {
  return text.replace(/\/\/[^/\s"']*@/g, `//${MASK}@`)
}

/** A text of a host for showing: besides logins in URLs, values whose names sound secret, as in fstab or a profile. */
export function maskText(text: string): string {
  return maskUrls(text).replace(
    /\b([\w.-]*(?:passw|pwd|secret|token|credential|api_?key|access_?key|private_?key)[\w.-]*|pass)(\s*[=:]\s*)(?!\s)("[^"]*"|'[^']*'|[^\s,;]+)/gi,
    `$1$2${MASK}`,
  )
}
