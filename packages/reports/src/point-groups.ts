import { type Locale, type Localized, say } from '@astrago/contracts'
import { grouped } from './grouped.ts'
import type { OpenPoint } from './model/model.ts'
import { foldHosts, perHost, told } from './per-host.ts'
import { WORDS } from './words.ts'

type Told = Pick<OpenPoint, 'found' | 'wanted' | 'message' | 'fix' | 'lapsed'> & { name: string }
type Subject = { id: string; title: Localized }

/** Open points that say the same: one check, or one reason for which several could not be judged, on its hosts. */
export type PointGroup = Pick<OpenPoint, 'kind' | 'blocking' | 'fieldLabel'> & {
  /** The check's title; of several checks the reason. */
  title: Localized
  subjects: [Subject, ...Subject[]]
  hosts: [Told, ...Told[]]
}

/** A value that is not there is not told. */
const value = (text: string): string => (text === '-' ? '' : text)

function toldOf({ host, found, wanted, message, fix, lapsed }: OpenPoint): Told {
  return { name: host, found: value(found), wanted: value(wanted), message, fix, lapsed }
}

function groupOf([first, ...rest]: [OpenPoint, ...OpenPoint[]]): PointGroup {
  const { kind, blocking, fieldLabel, title, subject } = first
  const subjects: PointGroup['subjects'] = [{ id: subject, title }]
  return { kind, blocking, fieldLabel, title, subjects, hosts: [toldOf(first), ...rest.map(toldOf)] }
}

/** Checks that could not be judged on the same hosts for the same reason, as one group; it is told by its reason. */
function mergeUnknowns([first, ...rest]: [PointGroup, ...PointGroup[]]): PointGroup {
  if (rest.length === 0) return first
  const subjects: PointGroup['subjects'] = [...first.subjects, ...rest.flatMap((group) => group.subjects)]
  return { ...first, subjects, title: first.hosts[0].message, fieldLabel: null }
}

/** The same problem on several hosts said once, with what was found on each. */
export function groupPoints(points: readonly OpenPoint[]): PointGroup[] {
  const groups = grouped(points, ({ kind, blocking, subject, title, outcome }) => [
    kind,
    blocking,
    kind === 'step' ? title : [subject, outcome],
  ]).map(groupOf)
  const reasonOf = ({ hosts }: PointGroup): unknown => hosts.map(({ name, message, fix }) => [name, message, fix])
  return grouped(groups, (group) => {
    const { kind, blocking, subjects, hosts } = group
    return kind === 'unknown' ? [kind, blocking, reasonOf(group)] : [kind, blocking, subjects, hosts]
  }).map(mergeUnknowns)
}

/** The first `most` of several checks by their titles, and how many more there are. */
export function namedChecks(titles: readonly Localized[], locale: Locale, most: number): string {
  const named = titles.slice(0, most).map((title) => title[locale])
  const rest = titles.length - named.length
  return [...named, ...(rest > 0 ? [say(WORDS.moreChecks, locale, { n: rest })] : [])].join(', ')
}

function checksOf({ subjects }: PointGroup, locale: Locale, most: number): string {
  const titles = subjects.map(({ title }) => title)
  return titles.length === 1 ? '' : namedChecks(titles, locale, most)
}

/** Of the hosts of a group whose waiver lapsed, why; empty without any. */
function lapsedOf({ hosts }: PointGroup, locale: Locale, most: number): string {
  const lapsed = hosts.filter((host) => host.lapsed)
  if (lapsed.length === 0) return ''
  const text = perHost(lapsed, (host) => host.lapsed?.[locale] ?? '', locale, most)
  if ('each' in text || lapsed.length === hosts.length) return told(text)
  const names = lapsed.map(({ name }) => name)
  return `${foldHosts(names, locale)}: ${text.same}`
}

/** Lines on a page of what differs from host to host; all of it is in the table of all checks. */
const ON_PAPER = 12

export type GroupTexts = { message: string; rows: [label: string, text: string][] }

/**
 * What a group says in words, and its rows. What differs from host to host is said for each, at most `most` lines of it
 * and `most` checks. A sentence that is said for each and holds the found value makes that row needless.
 */
export function groupTexts(group: PointGroup, locale: Locale, most = ON_PAPER): GroupTexts {
  const { hosts, subjects, fieldLabel } = group
  const lone = subjects.length === 1
  const each = (text: (host: Told) => string) => perHost(hosts, text, locale, most)
  const message = each((host) => host.message[locale])
  const found = each((host) => host.found)
  const isSaid =
    'each' in message && 'each' in found && hosts.every((host) => host.message[locale].includes(host.found))
  return {
    // The title of several checks is the reason already, and they found and wanted different things.
    message: lone ? told(message) : '',
    rows: [
      [WORDS.check[locale], checksOf(group, locale, most)],
      [
        WORDS.host[locale],
        foldHosts(
          hosts.map(({ name }) => name),
          locale,
        ),
      ],
      [WORDS.found[locale], lone && !isSaid ? told(found) : ''],
      [WORDS.wanted[locale], lone ? told(each((host) => host.wanted)) : ''],
      [WORDS.fix[locale], told(each((host) => host.fix?.[locale] ?? ''))],
      [WORDS.field[locale], fieldLabel?.[locale] ?? ''],
      [WORDS.lapsed[locale], lapsedOf(group, locale, most)],
    ],
  }
}
