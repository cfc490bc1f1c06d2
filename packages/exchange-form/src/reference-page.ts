import { fill, type Locale, type Localized, say } from '@astrago/contracts'
import { CONDITIONS } from './conditions.ts'
import { type FieldId, fieldOf, fieldsIn } from './fields/index.ts'
import { NODE_COLUMN_IDS, NODE_COLUMNS, ROLE_NAMES } from './node.ts'
import { RULES } from './rules/index.ts'
import { SECTION_IDS, SECTIONS, type SectionId } from './sections.ts'
import type { FieldSpec } from './spec.ts'
import { l } from './text.ts'

/** The reference of the questionnaire as Markdown: every field, node column and rule. */
export function referencePage(locale: Locale): string {
  const sections = SECTION_IDS.map((section) => sectionPart(section, locale))
  const parts = [
    `# ${say(T.title, locale)}`,
    say(T.lead, locale),
    ...sections,
    nodeColumns(locale),
    roles(locale),
    rules(locale),
  ]
  return `${parts.join('\n\n')}\n`
}

function sectionPart(section: SectionId, locale: Locale): string {
  const { title, lead, groups } = SECTIONS[section]
  const cards = Object.entries(groups as Record<string, Localized>).map(([group, text]) => {
    const ids = fieldsIn(section).filter((id) => fieldOf(id).group === group)
    return [`### ${say(text, locale)}`, ...ids.map((id) => fieldPart(id, locale))].join('\n\n')
  })
  return [`## ${say(title, locale)}`, say(lead, locale), ...cards].join('\n\n')
}

function fieldPart(id: FieldId, locale: Locale): string {
  const facts = factsOf(id, locale).map(([name, value]) => `- ${say(name, locale)}: ${value}`)
  return [`#### ${say(fieldOf(id).label, locale)}`, say(fieldOf(id).help, locale), facts.join('\n')].join('\n\n')
}

function factsOf(id: FieldId, locale: Locale): [Localized, string][] {
  const field = fieldOf(id)
  const { example, options, visible, drives } = field
  const lines: [Localized, string | undefined][] = [
    [T.key, `\`${id}\``],
    [T.required, requiredText(id, locale)],
    [T.asked, visible && say(CONDITIONS[visible].text, locale)],
    [T.advanced, field.advanced && say(T.advancedNote, locale)],
    [T.options, options && optionsText(options, locale)],
    [T.default, defaultText(field)],
    [T.example, example && `\`${say(example, locale)}\``],
    [T.secret, field.secret && say(field.generated ? T.generated : T.vault, locale)],
    [T.personal, field.personal && say(T.personalNote, locale)],
    [T.drives, drives && `\`${drives}\``],
  ]
  return lines.flatMap(([name, value]): [Localized, string][] => (value === undefined ? [] : [[name, value]]))
}

function requiredText(id: FieldId, locale: Locale): string {
  const { required } = fieldOf(id)
  if (typeof required === 'string')
    return say(fill(T.neededWhen, { when: say(CONDITIONS[required].text, locale) }), locale)
  return say(required ? T.needed : T.optional, locale)
}

/** Of a choice that the distribution decides, what each of them has. */
function defaultText({ default: usual, optionsOf }: FieldSpec): string | undefined {
  if (optionsOf)
    return Object.entries(optionsOf)
      .map(([name, [own]]) => `${name}: \`${own}\``)
      .join(', ')
  return usual === undefined ? undefined : `\`${usual}\``
}

const optionsText = (options: Record<string, Localized>, locale: Locale): string =>
  Object.entries(options)
    .map(([value, text]) => `\`${value}\` ${say(text, locale)}`)
    .join(' · ')

function table(head: readonly Localized[], rows: readonly string[][], locale: Locale): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head.map((text) => say(text, locale))), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function nodeColumns(locale: Locale): string {
  const rows = NODE_COLUMN_IDS.map((column) => {
    const { label, help, required, secret, example } = NODE_COLUMNS[column]
    const answer = say(required ? T.needed : T.optional, locale)
    const kept = secret ? `${answer}, ${say(T.vault, locale)}` : answer
    return [say(label, locale), `\`${column}\``, kept, example ? `\`${say(example, locale)}\`` : '', say(help, locale)]
  })
  const head = [T.column, T.key, T.required, T.example, T.meaning]
  return [`## ${say(T.columns, locale)}`, say(T.columnsLead, locale), table(head, rows, locale)].join('\n\n')
}

function roles(locale: Locale): string {
  const rows = Object.entries(ROLE_NAMES).map(([role, name]) => `- \`${role}\`: ${say(name, locale)}`)
  return [`### ${say(T.roles, locale)}`, rows.join('\n')].join('\n\n')
}

function rules(locale: Locale): string {
  const rows = RULES.map(({ id, about }) => [`\`${id}\``, say(about, locale)])
  return [`## ${say(T.rules, locale)}`, say(T.rulesLead, locale), table([T.rule, T.meaning], rows, locale)].join('\n\n')
}

const T = {
  title: l('사전 질문지 항목', 'Fields of the questionnaire'),
  lead: l(
    '이 문서는 질문지의 항목 목록에서 자동으로 만듭니다. 항목 키는 `site.yaml`의 `spec` 아래에서 그대로 씁니다.',
    'This page is generated from the list of fields. The keys are those below `spec` in `site.yaml`.',
  ),
  key: l('항목 키', 'Key'),
  required: l('답변', 'Answer'),
  asked: l('물어보는 때', 'Asked'),
  advanced: l('고급', 'Advanced'),
  advancedNote: l('설치하는 쪽에 맡겨도 됩니다', 'can be left to whoever installs'),
  options: l('고를 수 있는 값', 'Choices'),
  default: l('기본값', 'Default'),
  example: l('예시', 'Example'),
  secret: l('비밀값', 'Secret'),
  generated: l('비워 두면 새로 만들어 금고에 보관합니다', 'generated and kept in the vault when left empty'),
  vault: l('금고에 보관하고 다시 보여 주지 않습니다', 'kept in the vault and never shown again'),
  personal: l('개인 정보', 'Personal data'),
  drives: l('플랫폼 설정 키', 'Key of the platform values'),
  personalNote: l('해당', 'yes'),
  needed: l('필수', 'required'),
  neededWhen: l('{when} 필수', 'required {when}'),
  optional: l('선택', 'optional'),
  column: l('열', 'Column'),
  meaning: l('설명', 'Meaning'),
  columns: l('노드 표의 열', 'Columns of the node table'),
  columnsLead: l(
    '머리글이 없는 표를 붙여 넣으면 이 순서로 읽습니다. 비밀값은 머리글이 있는 열에서만 읽습니다.',
    'A table pasted without a header is read in this order; secrets are only read from a column with a header.',
  ),
  roles: l('역할', 'Roles'),
  rules: l('항목 사이의 규칙', 'Rules across fields'),
  rulesLead: l(
    '질문지를 채우는 동안 항상 확인합니다. "안내"로 표시된 규칙은 설치를 막지 않습니다.',
    'Checked all the time while the questionnaire is filled. Rules marked as hint do not stop the installation.',
  ),
  rule: l('규칙', 'Rule'),
} as const satisfies Record<string, Localized>
