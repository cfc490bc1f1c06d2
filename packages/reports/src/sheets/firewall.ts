import {
  type FirewallParty,
  type FirewallPeriod,
  type FirewallRow,
  type FirewallSheet,
  type Locale,
  say,
} from '@astrago/contracts'
import { DISTRIBUTIONS, PROFILES, roleName } from '../words.ts'
import { DIRECTIONS, PACKETS, FIREWALL_WORDS as WORDS } from './firewall-words.ts'
import type { Sheet, SheetTable } from './sheet.ts'

/** So many addresses are written out in a printed cell; beyond, and where one is long, a list has them, each with the room that it needs. */
const SHOWN = 8

type Medium = 'print' | 'spreadsheet'

/** Characters of a word that fit beside each other in such a cell: a name that is cut there reads like two. */
const FITS = 18

const isLong = ({ addresses }: FirewallParty): boolean =>
  addresses.length > SHOWN || addresses.some((each) => each.split(' ').some((word) => word.length > FITS))
const isOfServers = ({ addresses }: FirewallParty, { hosts }: FirewallSheet): boolean =>
  addresses.every((each) => hosts.some(({ address }) => address === each))

function partyText(party: FirewallParty, sheet: FirewallSheet, locale: Locale, medium: Medium): string {
  const { label, addresses } = party
  if (medium === 'spreadsheet' || !isLong(party)) return [label[locale], ...addresses].join('\n')
  const elsewhere = isOfServers(party, sheet) ? WORDS.more : WORDS.morePlaces
  return say(elsewhere, locale, { label: label[locale], n: addresses.length })
}

function periodText({ from, until }: FirewallPeriod, locale: Locale, between = ' '): string {
  if (from && until) return `${from}${between}~ ${until}`
  if (from) return say(WORDS.from_day, locale, { day: from })
  return until ? say(WORDS.until_day, locale, { day: until }) : WORDS.forGood[locale]
}

function portText({ protocol, first, last }: FirewallRow, locale: Locale): string {
  if (protocol !== 'tcp' && protocol !== 'udp') return PACKETS[protocol].what[locale]
  return first === last ? String(first) : `${first}-${last}`
}

const protocolText = (protocol: FirewallRow['protocol']): string =>
  protocol === 'tcp' || protocol === 'udp' ? protocol.toUpperCase() : PACKETS[protocol].protocol

function rules(sheet: FirewallSheet, locale: Locale, medium: Medium): SheetTable {
  const column = (word: keyof typeof WORDS, share: number) => ({ title: WORDS[word][locale], share })
  return {
    title: WORDS.rules[locale],
    explain: WORDS.rulesExplain[locale],
    columns: [
      column('number', 4),
      column('from', 15),
      column('to', 15),
      column('protocol', 8),
      column('port', 13),
      column('direction', 11),
      column('purpose', 18),
      column('period', 13),
      ...(medium === 'spreadsheet' ? [column('source', 24)] : []),
    ],
    rows: sheet.rows.map((row, index) => [
      String(index + 1),
      partyText(row.from, sheet, locale, medium),
      partyText(row.to, sheet, locale, medium),
      protocolText(row.protocol),
      portText(row, locale),
      DIRECTIONS[row.direction][locale],
      row.purpose[locale],
      periodText(sheet.period, locale, medium === 'print' ? '\n' : ' '),
      ...(medium === 'spreadsheet' ? [row.source] : []),
    ]),
  }
}

/** The addresses that no cell of the printed rules has, nor the list of servers. */
function places(sheet: FirewallSheet, locale: Locale): SheetTable[] {
  const parties = sheet.rows.flatMap(({ from, to }) => [from, to])
  const unlisted = parties.filter((party) => isLong(party) && !isOfServers(party, sheet))
  const rows = [...Map.groupBy(unlisted, ({ label }) => label[locale])].flatMap(([label, same]) =>
    [...new Set(same.flatMap(({ addresses }) => addresses))].map((address) => [label, address]),
  )
  if (rows.length === 0) return []
  const columns = [
    { title: WORDS.name[locale], share: 25 },
    { title: WORDS.address[locale], share: 75 },
  ]
  return [{ title: WORDS.places[locale], explain: WORDS.placesExplain[locale], columns, rows }]
}

function servers({ hosts }: FirewallSheet, locale: Locale): SheetTable {
  return {
    title: WORDS.servers[locale],
    explain: '',
    columns: [
      { title: WORDS.name[locale], share: 30 },
      { title: WORDS.address[locale], share: 30 },
      { title: WORDS.roles[locale], share: 40 },
    ],
    rows: hosts.map(({ name, address, roles }) => [
      name,
      address,
      roles.map((role) => roleName(role, locale)).join(', '),
    ]),
  }
}

function commands({ commands: all }: FirewallSheet, locale: Locale): SheetTable {
  const kinds = ['firewalld', 'ufw', 'nftables'] as const
  return {
    title: WORDS.commands[locale],
    explain: WORDS.commandsExplain[locale],
    columns: [
      { title: WORDS.host[locale], share: 14 },
      { title: WORDS.firewall[locale], share: 10 },
      { title: WORDS.command[locale], share: 76 },
    ],
    rows: all.flatMap((host) => kinds.flatMap((kind) => host[kind].map((command) => [host.host, kind, command]))),
  }
}

/** The request sheet as a document in one language. */
export function firewallDocument(sheet: FirewallSheet, locale: Locale, product: string, medium: Medium): Sheet {
  const { name, profile, distribution } = sheet.site
  const lines = [WORDS.department, WORDS.person, WORDS.date, WORDS.signature].map((word) => word[locale])
  return {
    locale,
    title: WORDS.title[locale],
    site: name,
    product,
    generatedAt: sheet.generatedAt,
    about: [
      [WORDS.profile[locale], `${PROFILES[profile][locale]} · ${DISTRIBUTIONS[distribution]}`],
      [WORDS.count[locale], String(sheet.rows.length)],
      [WORDS.period[locale], periodText(sheet.period, locale)],
    ],
    notes: sheet.notes.map((note) => note[locale]),
    tables: [
      rules(sheet, locale, medium),
      ...(medium === 'print' ? places(sheet, locale) : []),
      servers(sheet, locale),
    ],
    attachments: [commands(sheet, locale)],
    signatures: [
      { title: WORDS.applicant[locale], lines },
      { title: WORDS.approver[locale], lines },
    ],
  }
}

/** The commands of all hosts as a text that can be read and copied, a comment before each host. */
export function firewallCommandsText({ commands: all }: FirewallSheet, kind: 'firewalld' | 'ufw' | 'nftables'): string {
  return all.map((host) => [`# ${host.host} (${host.address})`, ...host[kind], ''].join('\n')).join('\n')
}
