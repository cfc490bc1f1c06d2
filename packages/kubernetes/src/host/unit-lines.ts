import type { LogLevel } from '@astrago/contracts'

type Said = { level: LogLevel; says: RegExp }

/**
 * How Kubernetes' programs mark a line's weight: logfmt (`level=fatal`), JSON (`"level":"warn"`) and klog (`E1127 12:00:00`).
 * What is not marked is 'info'. The journal's own priority is no help: it is 'info' for all that a service prints.
 */
const MARKS: readonly Said[] = [
  { level: 'error', says: /\blevel=(error|fatal|panic)\b|"level":"(error|fatal|panic|dpanic)"|^[EF]\d{4} \d\d:/ },
  { level: 'warn', says: /\blevel=warn(ing)?\b|"level":"warn(ing)?"|^W\d{4} \d\d:/ },
]

/** What systemd itself writes into a unit's journal, in the words of the versions 239 to 257. */
const OF_SYSTEMD =
  /^\S+\.service: |^(Starting|Started|Stopping|Stopped|Failed to start) |^This usually indicates unclean /

/** What systemd says when a unit went down by itself. */
const UNIT_FAILED = /^\S+\.service: (Failed with result|Main process exited, .*FAILURE)|^Failed to start /

/** The weight of a line of a unit's journal, as the program or systemd wrote it. */
export function levelOfLine(line: string): LogLevel {
  if (isOfSystemd(line)) return UNIT_FAILED.test(line) ? 'warn' : 'info'
  return MARKS.find(({ says }) => says.test(line))?.level ?? 'info'
}

export function isOfSystemd(line: string): boolean {
  return OF_SYSTEMD.test(line)
}

/** What a line says: of logfmt its message without time and level. */
export function messageOf(line: string): string {
  const rest = line.replace(/^time=("[^"]*"|\S+) level=\w+ /, '')
  const only = /^msg="((?:[^"\\]|\\.)*)"$/.exec(rest)?.[1]
  return only === undefined ? rest : only.replace(/\\(.)/g, '$1')
}
