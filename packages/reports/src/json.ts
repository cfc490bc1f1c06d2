import { Document, isScalar, visit } from 'yaml'
import type { ReportModel } from './model/model.ts'
import { HIDDEN } from './visible.ts'

/** A character that is not shown, as JSON and YAML escape it; a line end belongs to the layout. */
const escaped = (char: string): string =>
  char === '\n'
    ? char
    : char
        .split('')
        .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
        .join('')

/** JSON, two blanks deep, with a line end behind it; what could act on a terminal is escaped and comes back when parsed. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`.replace(HIDDEN, escaped)
}

/** YAML 1.2 that readers of YAML 1.1 take alike, harmless like the JSON. Long texts stay on one line, so that `grep` finds them. */
export function yamlText(value: unknown): string {
  const document = new Document(value, { aliasDuplicateObjects: false, compat: 'yaml-1.1' })
  visit(document, (_, node) => {
    if (isScalar(node) && typeof node.value === 'string' && isNotPlain(node.value)) node.type = 'QUOTE_DOUBLE'
  })
  return document.toString({ lineWidth: 0 }).replace(HIDDEN, yamlEscaped)
}

/** `=` and `<<` are words of YAML 1.1 that the library does not mind. */
const isNotPlain = (text: string): boolean =>
  text === '=' || text === '<<' || text.replaceAll('\n', '').search(HIDDEN) >= 0

/** Beyond the first 65,536 characters YAML has an escape of its own. */
const yamlEscaped = (char: string): string => {
  const code = char.codePointAt(0) ?? 0
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : escaped(char)
}

/** The model itself. Read it back with `ReportModel.parse`. */
export const toJson = (model: ReportModel): string => jsonText(model)
export const toYaml = (model: ReportModel): string => yamlText(model)
