import { isFieldId, isSectionId, SECTION_IDS, type SectionId, sectionOf } from '@astrago/exchange-form'

/** A place in the questionnaire: a field, an entry of a list (`row`), or a cell of the node table. */
export type Place = { field: string; row?: number | undefined; column?: string | undefined }

/** The id in the page of the place's input. */
export const anchorOf = ({ field, row, column }: Place): string =>
  [field, ...(row === undefined ? [] : [row]), ...(column ? [column] : [])].join('.')

/** The place that an anchor names, null when it names none. */
export function placeOf(anchor: string): Place | null {
  const [section, key, row, column] = anchor.split('.')
  const field = `${section}.${key}`
  if (!isFieldId(field)) return null
  return { field, ...(row && /^\d+$/.test(row) && { row: Number(row) }), ...(column && { column }) }
}

/** Which section and place an address means: `field` may be a whole anchor; a hash of that form does too. */
export function readAddress(query: URLSearchParams, hash: string): { section: SectionId; place: Place | null } {
  const place = placeOf(query.get('field') ?? '') ?? placeOf(decodeURIComponent(hash.replace(/^#/, '')))
  if (place && isFieldId(place.field)) return { section: sectionOf(place.field), place }
  const named = query.get('section') ?? ''
  return { section: isSectionId(named) ? named : (SECTION_IDS[0] ?? 'general'), place: null }
}

/** The address of a section, or of a place in it, on the page at `path`. */
export function addressOf(path: string, site: string, section: SectionId, place?: Place): string {
  const query = new URLSearchParams({ id: site, section, ...(place && { field: anchorOf(place) }) })
  return `${path}?${query}`
}
