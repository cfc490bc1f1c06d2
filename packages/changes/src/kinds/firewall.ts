import { quote } from '@astrago/hosts'
import { type FirewallTool, firewalldTool, parseFirewalldRule, ufwTool } from '../firewall/tools.ts'
import { must } from '../on-host.ts'
import { PLACE } from '../place.ts'
import type { Kind, KindContext } from './kind.ts'

const PRESENT = 'present'
const ABSENT = 'absent'
const SLOW_MS = 600_000

/** A file that a tool writes its rules to; `listing` prints all that it says, in a form that is equal when it means the same. */
type RuleFile = { path: string; listing: string }

type ToolKind = { toolOf(rules: readonly string[]): FirewallTool; files(rules: readonly string[]): RuleFile[] }

/**
 * Rules of a firewall's own tool, by the text in which it lists them. State: `present` or `absent`. The tool writes its
 * files in its own manner; when all rules are as before our first one, the files are put back as they were, too.
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
    atomic: true,
    async read(context, names) {
      const present = toolOf(names).present(await run(context, [toolOf(names).list]))
      return new Map(names.map((rule) => [rule, present.has(rule) ? PRESENT : ABSENT]))
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
      const rules = entries.filter(({ before }) => before === ABSENT).map((entry) => entry.name)
      const states = await this.read(context, rules)
      const there = rules.filter((rule) => states.get(rule) === PRESENT)
      await run(context, [...toolOf(rules).remove(there), ...files(rules).map(restoreScript)])
    },
    async forget(context, names, left) {
      const needed = left.length > 0 ? files(left).map(({ path }) => path) : []
      const done = files(names).filter(({ path }) => !needed.includes(path))
      const all = done.flatMap(({ path }) => [kept(path), keptListing(path)])
      await run(context, [`rm -f ${all.join(' ')}`, `rmdir ${PLACE.originals} 2>/dev/null || :`])
    },
    commands: (wanted) => {
      const rules = wanted.map((each) => each.name)
      return toolOf(rules).add(rules)
    },
    backCommands: (entries) => {
      const rules = entries.filter(({ before }) => before === ABSENT).map((entry) => entry.name)
      return rules.length === 0 ? [] : toolOf(rules).remove(rules)
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
