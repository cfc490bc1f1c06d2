import type { Localized } from '@astrago/contracts'
import {
  type Draft,
  type FieldId,
  type FieldKind,
  fieldOf,
  fieldsIn,
  isFieldId,
  isVisible,
  isWanted,
  SECTION_IDS,
  SECTIONS,
  type SiteFacts,
  sectionOf,
  withDefaults,
} from '@astrago/exchange-form'
import { roleName } from '../words.ts'
import type { AnswerSection, ReportAnswer } from './model.ts'

const MASK: Localized = { ko: '●●●●●● (저장됨)', en: '●●●●●● (stored)' }
const GIVEN: Localized = { ko: '등록됨', en: 'Provided' }
const YES: Localized = { ko: '예', en: 'Yes' }
const NO: Localized = { ko: '아니요', en: 'No' }
const same = (text: string): Localized => ({ ko: text, en: text })

/** A secret by its shape: a reference to the vault, or the mark of one that is set. */
const isSecret = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('secretRef' in value || 'secret' in value)

function nodeText(row: unknown, locale: keyof Localized): string {
  if (typeof row !== 'object' || row === null || isSecret(row)) return ''
  const { name, address, roles } = row as Record<string, unknown>
  const names = Array.isArray(roles) ? roles.map((role) => roleName(String(role), locale)).join(', ') : ''
  return [name, address, names].filter(Boolean).join(' · ')
}

/** How a value is shown, by the kind of its field; a kind that is not here is shown as it is. */
const SHOWN: Partial<Record<FieldKind, (value: unknown) => Localized>> = {
  secret: () => MASK,
  pem: () => GIVEN,
  boolean: (value) => (value === true ? YES : NO),
  list: (value) => same(Array.isArray(value) ? value.join(', ') : String(value)),
  nodes: (value) => {
    const rows = Array.isArray(value) ? value : []
    const text = (locale: keyof Localized): string => rows.map((row) => nodeText(row, locale)).join('\n') || '–'
    return { ko: text('ko'), en: text('en') }
  },
}

function answerOf(id: FieldId, value: unknown): ReportAnswer {
  const { label, kind, options, secret } = fieldOf(id)
  const hidden = secret === true || isSecret(value)
  const choice = typeof value === 'string' ? options?.[value] : undefined
  const shown = hidden ? MASK : (choice ?? SHOWN[kind]?.(value) ?? same(String(value)))
  return { field: id, label, value: shown, secret: hidden }
}

/**
 * The answers that count for this site, defaults included, by section. A secret is masked whatever its value is, by
 * its field and by its shape. A site whose questionnaire nobody has opened has none.
 */
export function maskedAnswers(draft: Draft, site: SiteFacts): AnswerSection[] {
  if (Object.keys(draft).length === 0) return []
  const values = withDefaults(draft, site)
  return SECTION_IDS.map((section) => ({
    id: section,
    title: SECTIONS[section].title,
    rows: fieldsIn(section)
      .filter((id) => values[id] !== undefined && !isWanted(values[id]) && isVisible(id, values, site))
      .map((id) => answerOf(id, values[id])),
  })).filter((section) => section.rows.length > 0)
}

/** Where a field is found in the questionnaire, such as `네트워크 › NTP 서버`. */
export function fieldLabel(field: string | null): Localized | null {
  if (field === null) return null
  if (!isFieldId(field)) return same(field)
  const { title } = SECTIONS[sectionOf(field)]
  const { label } = fieldOf(field)
  return { ko: `${title.ko} › ${label.ko}`, en: `${title.en} › ${label.en}` }
}
