export const MASK = '••••'

/** The user name and password of every URL in a text, masked. */
export function maskUrls(text: string): string {
  return text.replace(/\/\/[^/\s"']*@/g, `//${MASK}@`)
}
