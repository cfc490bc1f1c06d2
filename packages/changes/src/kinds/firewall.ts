import { quote } from '@astrago/hosts'
import { type FirewallTool, firewalldTool, parseFirewalldRule, type RuleState, ufwTool } from '../firewall/tools.ts'
import { must } from '../on-host.ts'
import { PLACE } from '../place.ts'
import type { Kind, KindContext } from './kind.ts'

/** As a ledger has it. */
const stateOf = (text: string): RuleState =>
  text === 'present' || text === 'now' || text === 'permanent' ? text : 'absent'
const SLOW_MS = 600_000

/** A file that a tool writes its rules to; `listing` prints all that it says, in a form that is equal when it means the same. */
type RuleFile = { path: string; listing: string }

type ToolKind = { toolOf(rules: readonly string[]): FirewallTool; files(rules: readonly string[]): RuleFile[] }

/**
 * Rules of a firewall's own tool, by the text in which it lists them. State: where each is. The tool writes its files in its
 * own manner; when all rules are as before our first one, the files are put back as they were, too. That is the last of what
 * is done, not a part of the removal: one that was cut off behind it shows no difference to put back.
 */
const rulesOf = (name: string, { toolOf, files }: ToolKind): Kind => {
  const kept = (path: string): string => quote(`${PLACE.originals}/${name}%${path.slice(1).replaceAll('/', '%')}`)
  const keptListing = (path: string): string => kept(`${path}.listing`)
  const run = ({ host, signal }: KindContext, lines: readonly string[]) =>
    must(host, ['set -e', 'umask 077', 'PATH=$PATH:/usr/sbin:/sbin', ...lines].join('\n'), {
      signal,
      timeoutMs: SLOW_MS,
    })

  const keepScript = ({ path, listing }: RuleFile): string => {
    const [file, copy, text] = [quote(path), kept(path), keptListing(path)]
    return `if [ ! -e ${text} ]; then
  if [ -e ${file} ]; then cp -a ${file} ${copy}; fi
  ${listing} > ${text}.part; mv ${text}.part ${text}
fi`
  }
  const restoreScript = ({ path, listing }: RuleFile): string => {
    const [file, part, copy, text] = [quote(path), quote(`${path}.astrago-part`), kept(path), keptListing(path)]
    return `if [ -e ${text} ] && ${listing} | cmp -s - ${text}; then
  if [ -e ${copy} ]; then cp -a ${copy} ${part}; mv -f ${part} ${file}; else rm -f ${file}; fi
fi`
  }

  return {
    atomic: false,
    async read(context, names) {
      const tool = toolOf(names)
      const stateIn = tool.stateIn(await run(context, [tool.list]))
      return new Map(names.map((rule) => [rule, stateIn(rule)]))
    },
    async keep(context, names) {
      await run(context, [`mkdir -p ${PLACE.originals}`, ...files(names).map(keepScript)])
    },
    async make(context, wanted) {
      context.log(`${name}: ${wanted.length} rules`)
      const rules = wanted.map((each) => each.name)
      await run(context, toolOf(rules).add(rules))
    },
    async back(context, entries) {
      const names = entries.map((entry) => entry.name)
      const states = await this.read(context, names)
      const rules = entries.map(({ name: rule, before }) => {
        return { rule, is: stateOf(states.get(rule) ?? ''), was: stateOf(before) }
      })
      await run(context, toolOf(names).remove(rules))
    },
    async forget(context, names, left) {
      const needed = left.length > 0 ? files(left).map(({ path }) => path) : []
      const done = files(names).filter(({ path }) => !needed.includes(path))
      const all = done.flatMap(({ path }) => [kept(path), keptListing(path), `${keptListing(path)}.part`])
      const drop = all.length > 0 ? [`rm -f ${all.join(' ')}`] : []
      await run(context, [...done.map(restoreScript), ...drop, `rmdir ${PLACE.originals} 2>/dev/null || :`])
    },
    commands: (wanted) => {
      const rules = wanted.map((each) => each.name)
      return toolOf(rules).add(rules)
    },
    backCommands: (entries) => {
      const rules = entries.map(({ name: rule, before }) => ({ rule, is: 'present' as const, was: stateOf(before) }))
      return toolOf(rules.map(({ rule }) => rule)).remove(rules)
    },
  }
}

export const ufw = rulesOf('ufw', {
  toolOf: ufwTool,
  files: () => ['/etc/ufw/user.rules', '/etc/ufw/user6.rules'].map((path) => ({ path, listing: 'ufw show added' })),
})

const zoneFile = (zone: string, end: string): RuleFile => ({
  path: `/etc/firewalld/zones/${zone}.xml${end}`,
  // The first line says besides the name whether the zone is in use.
  listing: `firewall-cmd --permanent --info-zone=${quote(zone)} | tail -n +2`,
})

const zonesOf = (rules: readonly string[]): string[] => [...new Set(rules.map((rule) => parseFirewalldRule(rule).zone))]

export const firewalld = rulesOf('firewalld', {
  toolOf: (rules) => firewalldTool(rules.map(parseFirewalldRule)),
  // The tool keeps the last version of a zone beside it.
  files: (rules) => zonesOf(rules).flatMap((zone) => ['', '.old'].map((end) => zoneFile(zone, end))),
})
