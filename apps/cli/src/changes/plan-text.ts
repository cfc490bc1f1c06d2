import {
  type DiffLine,
  diffLines,
  type FileChange,
  type Locale,
  type Plan,
  type PlannedAction,
} from '@astrago/contracts'
import { visible } from '@astrago/reports'

const NEW_FILE = { ko: '새 파일', en: 'new file' }
const GONE_FILE = { ko: '파일 삭제', en: 'file removed' }
/** Lines that stay, shown around those that change. */
const AROUND = 2

/** Everything that a plan is going to do, host by host: each action with its commands and the differences in files. */
export function planText({ phases }: Pick<Plan, 'phases'>, locale: Locale): string {
  const actions = phases.flatMap((phase) => phase.actions)
  const hosts = Map.groupBy(actions, ({ host }) => host)
  const lines = [...hosts].flatMap(([host, own]) => ['', host, ...own.flatMap((action) => actionLines(action, locale))])
  return `${visible(lines.join('\n'))}\n\n`
}

function actionLines({ describe, commands, files }: PlannedAction, locale: Locale): string[] {
  return [
    `  * ${describe[locale]}`,
    ...commands.flatMap((command) => command.split('\n')).map((line) => `      $ ${line}`),
    ...files.flatMap((file) => fileLines(file, locale)),
  ]
}

function fileLines({ path, mode, before, after }: FileChange, locale: Locale): string[] {
  const kind = before === null ? `  (${NEW_FILE[locale]}, ${mode})` : after === null ? `  (${GONE_FILE[locale]})` : ''
  const lines = nearChanges(diffLines(before ?? '', after ?? ''))
  return [`      ${path}${kind}`, ...lines.map(({ sign, text }) => `        ${sign} ${text}`.trimEnd())]
}

function nearChanges(lines: readonly DiffLine[]): DiffLine[] {
  const changed = lines.filter(({ sign }) => sign !== ' ').map(({ n }) => n)
  return lines.filter(({ n }) => changed.some((at) => Math.abs(at - n) <= AROUND))
}
