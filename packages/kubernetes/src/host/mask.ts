import { MASK } from '@astrago/changes'
import { parseAllDocuments, stringify } from 'yaml'

const SECRET_KEY = /token|passw|secret|auth|key/i

/** A YAML text for showing: values under keys that sound secret are masked, comments dropped. Null when it is not YAML. */
export function maskYaml(text: string): string | null {
  try {
    const documents = parseAllDocuments(text)
    if (!Array.isArray(documents) || documents.some((document) => document.errors.length > 0)) return null
    return documents.map((document) => stringify(masked(document.toJS(), false), { lineWidth: 0 })).join('---\n')
  } catch {
    return null
  }
}

function masked(value: unknown, secret: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => masked(item, secret))
  if (typeof value !== 'object' || value === null) return secret ? MASK : value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, masked(inner, secret || SECRET_KEY.test(key))]),
  )
}
