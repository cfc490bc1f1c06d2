import { KERNEL_LOG } from '../thresholds/kernel-log.ts'
import { awkText } from './awk.ts'
import { READ_EXCERPTS } from './excerpts.ts'
import { SMI_LINES } from './gpu.ts'
import { OPTIONS } from './kernel.ts'
import { PROCESSES } from './vocabulary.ts'

/** What of a section leaves the host: the lines with this pattern, the first ones. */
const PASS: Record<string, { only?: string; most?: number }> = {
  'kernel-options': { only: OPTIONS },
  packages: { only: '^(package|manager)=' },
  xfs: { only: '^mount=|ftype=[01]' },
  nics: { only: '^nic=|^[ \t]*(tx-checksum-ip-generic|tx-udp_tnl-(csum-)?segmentation):' },
  listeners: { most: 500 },
  firewall: { only: 'table|chain|hook|reject|drop|jump|goto|^:|^-A .*(REJECT|DROP| -[jg] )', most: 1500 },
  'firewall-legacy': { only: '^:|^-A .*(REJECT|DROP| -[jg] )', most: 1500 },
  acs: { only: 'ACSCtl:' },
  'nvidia-smi': { only: `^(code=|${SMI_LINES.join('|')})`, most: 2000 },
  nvlink: { only: '^GPU [0-9A-F]|Link [0-9]+:', most: 2000 },
}

/** How many lines of trouble at most, the last ones, and how many characters of each. */
const LOG_LINES = 200
const LOG_WIDTH = 300
const troubles = Object.values(KERNEL_LOG)
  .flatMap(({ value }) => value)
  .join('|')

const tables = [
  ...Object.entries(PASS).flatMap(([name, { only, most }]) => [
    ...(only ? [`only["${name}"] = ${awkText(only)}`] : []),
    ...(most ? [`most["${name}"] = ${most}`] : []),
  ]),
  `troubles = ${awkText(troubles)}`,
  `split("${Object.values(PROCESSES).flat().join(' ')}", names, " ")`,
  'for (i in names) watched[names[i]]',
]

/**
 * The last program of the probe, in awk: what the shell and its tools write comes in, the answer goes out. It drops what
 * nobody reads, and adds the excerpts of files when all else is said. Every byte that is not printable ASCII becomes a
 * question mark, a line is cut at 4,000 bytes, and the last line counts the characters before it, so that a cut-off
 * answer shows. It begins with an empty line, so that what a login profile prints without ending its line stays apart.
 * At `@end` it stops and does not wait for the end of its input, which a command that hangs may keep open.
 */
export const ANSWER = `
function say(line) {
  gsub(/[^\\t -~]/, "?", line)
  line = substr(line, 1, 4000)
  size += length(line) + 1
  print line
}
function hold(line) { held[++holds] = line }
function let_go(name, most,   i) {
  say("@" name)
  for (i = holds > most ? holds - most + 1 : 1; i <= holds; i++) say(held[i])
  holds = 0
}
${READ_EXCERPTS}
BEGIN {
  files = ARGC; ARGC = 1
  ${tables.join('\n  ')}
  print ""
}
/^@/ {
  if (section == "files") let_go("processes", 500)
  if (section == "kernel-log") let_go(section, ${LOG_LINES})
  section = substr($0, 2)
}
section == "end" { read_excerpts(); printf "@end %d\\n", size - 1; exit }
/^[@!]/ { say($0); next }
section == "files" && /^\\/proc\\/[0-9]+\\/comm:/ {
  name = substr($0, index($0, ":") + 1)
  if (name in watched) hold(name)
  if ($0 !~ /^\\/proc\\/1\\//) next
}
section == "kernel-log" { if ($0 ~ troubles) hold(" " substr($0, 1, ${LOG_WIDTH})); next }
section in only && $0 !~ only[section] { next }
section in most && ++passed[section] > most[section] { next }
{ say($0) }
`
