import {
  type CheckInfo,
  type Fix,
  fixFor,
  type Locale,
  type Localized,
  OsFamily,
  type Severity,
} from '@astrago/contracts'

const WORDS = {
  title: { ko: '사전 점검 항목', en: 'Preflight checks' },
  intro: {
    ko: '이 문서는 점검 코드에서 만들어집니다. 손으로 고치지 마십시오. 확인하지 못한 이유의 설명은 맨 아래에 있습니다.',
    en: 'Made from the code of the checks: do not edit by hand. The reasons for an unknown are explained at the end.',
  },
  prepare: { ko: '준비할 것', en: 'To prepare' },
  roles: { ko: '역할', en: 'Roles' },
  where: { ko: '배포판, 환경', en: 'Distributions, profiles' },
  field: { ko: '질문지 항목', en: 'Field' },
  facts: { ko: '읽는 사실', en: 'Facts' },
  source: { ko: '근거', en: 'Source' },
  threshold: { ko: '| 기준 | 값 | 근거 |', en: '| Threshold | Value | Source |' },
  outcome: { ko: '| 결과 | 등급 | 뜻 | 조치 |', en: '| Outcome | Severity | Meaning | What to do |' },
  fixes: {
    ko: '콘솔이 바로잡는 결과 (`preflight --fix`)',
    en: 'Outcomes that the console puts right (`preflight --fix`)',
  },
  noFix: { ko: '콘솔이 바로잡지 않는 이유', en: 'Why the console does not put it right' },
  unknown: { ko: '확인하지 못한 이유', en: 'Why a check is unknown' },
} satisfies Record<string, Localized>

const SEVERITIES: Record<Severity, Localized> = {
  'block!': { ko: '차단(면제 불가)', en: 'block!' },
  block: { ko: '차단', en: 'block' },
  warn: { ko: '경고', en: 'warn' },
  info: { ko: '통과', en: 'pass' },
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** A fix that differs by family, each family before its text. */
function fixCell(fix: Fix | undefined, locale: Locale): string {
  if (!fix) return ''
  if (!('other' in fix)) return fix[locale]
  return OsFamily.options.map((family) => `**${family}**: ${fixFor(fix, family)[locale]}`).join(' ')
}

const thresholds = (info: CheckInfo, locale: Locale): string =>
  [
    WORDS.threshold[locale],
    '|---|---|---|',
    ...info.thresholds.map(({ name, value, source }) => `| ${[name, value, source].map(cell).join(' | ')} |`),
  ].join('\n')

function table(outcomes: [string, CheckInfo['outcomes'][string]][], locale: Locale): string {
  const rows = outcomes.map(
    ([id, { severity, message, fix }]) =>
      `| ${[`\`${id}\``, SEVERITIES[severity][locale], message[locale], fixCell(fix, locale)].map(cell).join(' | ')} |`,
  )
  return [WORDS.outcome[locale], '|---|---|---|---|', ...rows].join('\n')
}

function section(info: CheckInfo, unknowns: ReadonlySet<string>, locale: Locale): string {
  const own = Object.entries(info.outcomes).filter(([id]) => !unknowns.has(id))
  const reasons = Object.keys(info.outcomes).filter((id) => unknowns.has(id))
  return [
    `### ${info.title[locale]} \`${info.id}\``,
    info.explain[locale],
    table(own, locale),
    [
      ...(info.prepare ? [`- ${WORDS.prepare[locale]}: ${info.prepare[locale]}`] : []),
      `- ${WORDS.roles[locale]}: ${info.roles.join(', ')}`,
      `- ${WORDS.where[locale]}: ${info.distributions.join(', ')}; ${info.profiles.join(', ')}`,
      ...(info.field ? [`- ${WORDS.field[locale]}: \`${info.field}\``] : []),
      ...(info.facts.length > 0 ? [`- ${WORDS.facts[locale]}: ${info.facts.join(', ')}`] : []),
      ...(info.fixes.length > 0 ? [`- ${WORDS.fixes[locale]}: ${info.fixes.join(', ')}`] : []),
      ...(info.noFix ? [`- ${WORDS.noFix[locale]}: ${info.noFix[locale]}`] : []),
      `- ${WORDS.unknown[locale]}: ${reasons.join(', ')}`,
      `- ${WORDS.source[locale]}: ${info.source}`,
    ].join('\n'),
    ...(info.thresholds.length > 0 ? [thresholds(info, locale)] : []),
  ].join('\n\n')
}

/** The reference page of the checks, as Markdown. `unknowns`: ids of the outcomes that are reasons for an unknown. */
export function checksPage(infos: readonly CheckInfo[], unknowns: readonly string[], locale: Locale): string {
  const shared = new Set(unknowns)
  const categories = [...Map.groupBy(infos, (info) => info.category)]
  const texts = new Map(infos.flatMap(({ outcomes }) => Object.entries(outcomes)).filter(([id]) => shared.has(id)))
  const reasons = [...texts].map(([id, { message, fix }]) => `- \`${id}\`: ${message[locale]} ${fixCell(fix, locale)}`)
  return [
    `# ${WORDS.title[locale]}`,
    WORDS.intro[locale],
    ...categories.flatMap(([category, members]) => [
      `## ${category}`,
      ...members.map((info) => section(info, shared, locale)),
    ]),
    `## ${WORDS.unknown[locale]}`,
    reasons.join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}
