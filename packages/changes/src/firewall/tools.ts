import { commandLine, quote } from '@astrago/hosts'
import type { FirewalldRule } from './openings.ts'

/**
 * Where a rule is: in both sets of firewalld, in that of now or in that of after a restart alone, or in none. ufw has one set.
 */
export type RuleState = 'present' | 'now' | 'permanent' | 'absent'

/** How one kind of firewall lists, adds and removes its rules. Rules are texts as the listing gives them. */
export type FirewallTool = {
  list: string
  /** Where a rule is, by the listing. */
  stateIn(listing: string): (rule: string) => RuleState
  /** What `add` gives is shown before it is run. */
  add(rules: readonly string[]): string[]
  /** Takes rules out of where each is, other than where it was before. */
  remove(rules: readonly RuleToRemove[]): string[]
}

type RuleToRemove = { rule: string; is: RuleState; was: RuleState }

const SETS_OF = { present: ['now', 'permanent'], now: ['now'], permanent: ['permanent'], absent: [] } as const

/** Whether a rule has to leave one of the sets. */
const leaves =
  (set: 'now' | 'permanent') =>
  ({ is, was }: RuleToRemove): boolean =>
    [...SETS_OF[is]].includes(set) && ![...SETS_OF[was]].includes(set)

/** Rules as `ufw show added` prints them, without the leading `ufw `. */
export function ufwTool(): FirewallTool {
  return {
    list: 'ufw show added',
    stateIn: (listing) => {
      const lines = listing.split('\n').map((line) => line.replace(/^ufw /, '').replace(/ comment '.*'$/, ''))
      const rules = new Set(lines.map((line) => line.trim()))
      return (rule) => (rules.has(rule) ? 'present' : 'absent')
    },
    add: (missing) => missing.map((rule) => commandLine(['ufw', ...rule.split(' '), 'comment', 'astrago'])),
    remove: (rules) =>
      rules.filter(leaves('now')).map(({ rule }) => commandLine(['ufw', 'delete', ...rule.split(' ')])),
  }
}

const LISTS = { 'rich-rule': 'list-rich-rules', source: 'list-sources' } as const
const OPTION = { now: '', permanent: '--permanent ' } as const
const SETS = ['now', 'permanent'] as const

/** Rules are in force now and after a restart of firewalld: each is in the running and in the permanent set. */
export function firewalldTool(rules: readonly FirewalldRule[]): FirewallTool {
  const byText = new Map(rules.map((rule) => [firewalldRuleName(rule), rule]))
  const kept = (texts: readonly string[]) => texts.flatMap((text) => byText.get(text) ?? [])
  const zones = [...new Map(rules.map((rule) => [`${rule.zone} ${rule.kind}`, rule])).values()]
  return {
    list: `command -v firewall-cmd >/dev/null || exit 0\n${zones
      .flatMap(({ zone, kind }) =>
        // Behind a pipe it would not be seen that firewalld does not run.
        SETS.map(
          (set) =>
            `rules=$(firewall-cmd ${OPTION[set]}--zone=${quote(zone)} --${LISTS[kind]}); printf '%s\\n' "$rules" | ${kind === 'source' ? "tr ' ' '\\n'" : 'cat'} | sed ${quote(`s|^|${set} ${zone} ${kind} |`)}`,
        ),
      )
      .join('\n')}`,
    stateIn: (listing) => {
      const lines = new Set(listing.split('\n'))
      return (text) => {
        const [first, second] = SETS.filter((set) => lines.has(`${set} ${text}`))
        return first && second ? 'present' : (first ?? 'absent')
      }
    },
    add: (missing) => zoned(kept(missing)).flatMap((rules) => SETS.map((set) => command(rules, 'add', set))),
    remove: (rules) =>
      SETS.flatMap((set) =>
        zoned(kept(rules.filter(leaves(set)).map(({ rule }) => rule))).map((mine) => command(mine, 'remove', set)),
      ),
  }
}

export const firewalldRuleName = ({ zone, kind, text }: FirewalldRule): string => `${zone} ${kind} ${text}`

/** The rule again from the text that names it in a ledger. */
export function parseFirewalldRule(name: string): FirewalldRule {
  const [, zone = '', kind = '', text = ''] = /^(\S+) (\S+) (.*)$/s.exec(name) ?? []
  return { zone, kind: kind === 'source' ? 'source' : 'rich-rule', text }
}

/** By zone, for one call each: firewall-cmd takes a third of a second to start. */
const zoned = (rules: readonly FirewalldRule[]): FirewalldRule[][] => [
  ...Map.groupBy(rules, ({ zone }) => zone).values(),
]

/** Adds to the permanent set, one call for each zone. @param word a zone's name as the shell is to read it */
export const firewalldAdds = (rules: readonly FirewalldRule[], word: (zone: string) => string = quote): string[] =>
  zoned(rules).map((mine) => command(mine, 'add', 'permanent', word))

function command(
  rules: readonly FirewalldRule[],
  verb: 'add' | 'remove',
  set: 'now' | 'permanent',
  word: (zone: string) => string = quote,
): string {
  const options = rules.map(({ kind, text }) => quote(`--${verb}-${kind}=${text}`))
  return `firewall-cmd ${OPTION[set]}--zone=${word(rules[0]?.zone ?? '')} ${options.join(' ')}`
}
