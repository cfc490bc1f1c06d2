import { stringify } from 'yaml'
import type { ReportModel } from './model/model.ts'

/** The model itself, two blanks deep, with a line end behind it. Read it back with `ReportModel.parse`. */
export function toJson(model: ReportModel): string {
  return `${JSON.stringify(model, null, 2)}\n`
}

/** The model as YAML 1.2. Long texts stay on one line, so that `grep` finds them. */
export function toYaml(model: ReportModel): string {
  return stringify(model, { lineWidth: 0, aliasDuplicateObjects: false })
}
