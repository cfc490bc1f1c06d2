import { X509Certificate } from 'node:crypto'

/** The certificates of a PEM text as they stand there. */
export const pemBlocks = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g) ?? []

/** Each certificate of a PEM text; null for one that cannot be read. */
export function readCertificates(pem: string): (X509Certificate | null)[] {
  return pemBlocks(pem).map((block) => {
    try {
      return new X509Certificate(block)
    } catch {
      return null
    }
  })
}

export const readable = (pem: string): X509Certificate[] => readCertificates(pem).filter((each) => each !== null)

/** The common name of its subject, else the whole of it. */
export const nameOf = ({ subject }: X509Certificate): string =>
  /^CN=(.*)$/m.exec(subject ?? '')?.[1] ?? (subject || '-').replaceAll('\n', ', ')

/** `2027-01-15`. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10)
