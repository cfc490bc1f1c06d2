import { jsonText, yamlText } from '@astrago/reports'
import type { Io } from './command.ts'

/** Prints `value` as JSON or YAML when that was asked for. @returns false when the output is text */
export function printStructured(io: Io, format: unknown, value: unknown): boolean {
  if (format === 'json') io.out(jsonText(value))
  else if (format === 'yaml') io.out(yamlText(value))
  else return false
  return true
}
