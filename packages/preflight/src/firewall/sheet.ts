import { type FirewallPeriod, type FirewallRow, type FirewallSheet, fill, type Localized } from '@astrago/contracts'
import type { HostRecord } from '../facts/schema.ts'
import type { PreflightInput } from '../input.ts'
import { l } from '../text.ts'
import { firewallCommands } from './commands.ts'
import { foundNames, isNameAlone } from './places.ts'
import { firewallRows } from './rows.ts'
import { platformPorts } from './services.ts'

export type FirewallSheetInput = {
  name: string
  generatedAt: string
  input: PreflightInput
  /** The console's address as the nodes see it. */
  console: string | null
  period: FirewallPeriod
  /** What the hosts said in the newest preflight, for the addresses of names; none before there was one. */
  records?: readonly HostRecord[]
}

const ONE_WAY = l(
  '방향은 연결을 여는 쪽에서 받는 쪽입니다. 응답 트래픽은 상태 기반으로 허용해 주십시오.',
  'Each rule goes from who opens the connection; answers are allowed by its state.',
)
const SAME_SUBNET = l(
  '같은 서브넷의 서버 사이 트래픽은 네트워크 방화벽을 지나지 않을 수 있습니다. 서버 자체 방화벽에 쓸 명령은 엑셀 파일의 마지막 시트에 있습니다.',
  'Traffic within a subnet may not pass the network firewall; commands for the firewalls of the servers are on the last sheet of the spreadsheet.',
)
const USERS_UNKNOWN = l('사용자 PC 대역은 고객사에서 기입해 주십시오.', 'Fill in the networks that users come from.')
const CONSOLE_UNKNOWN = l(
  '설치 콘솔(배스천)의 주소를 기입해 주십시오.',
  'Fill in the address of the installation console.',
)

const ADDRESS_UNKNOWN = l(
  '이름만 아는 목적지가 있습니다. 방화벽에 이름을 쓸 수 없으면 고객사에서 주소를 확인해 기입해 주십시오: {names}',
  'These destinations are known by name alone; where the firewall takes no names, look up and fill in their addresses: {names}',
)

/** What is left closed on purpose, so that it can be asked for. */
function closedOnPurpose(input: PreflightInput): Localized {
  const ports = platformPorts(input).operators.map(({ name, number }) => `${name} ${number}`)
  return fill(
    l(
      '운영자만 쓰는 포트는 신청하지 않습니다. 필요하면 운영자 PC에 대해서만 추가하십시오: {ports}',
      'Ports that only operators use are not asked for; add them for their machines alone if needed: {ports}',
    ),
    { ports: ports.join(', ') },
  )
}

/** Of which names nobody knows the address. */
function nameAlone(rows: readonly FirewallRow[]): Localized[] {
  const names = new Set(rows.flatMap(({ to }) => to.addresses.filter(isNameAlone)))
  return names.size === 0 ? [] : [fill(ADDRESS_UNKNOWN, { names: [...names].join(', ') })]
}

function notesOf({ console, input }: FirewallSheetInput, rows: readonly FirewallRow[]): Localized[] {
  return [
    ONE_WAY,
    SAME_SUBNET,
    USERS_UNKNOWN,
    closedOnPurpose(input),
    ...nameAlone(rows),
    ...(console === null ? [CONSOLE_UNKNOWN] : []),
  ]
}

/** The firewall request sheet (방화벽 신청서) of a site, from its nodes, their roles and the distribution's port matrix. Pure. */
export function firewallSheet(request: FirewallSheetInput): FirewallSheet {
  const { name, generatedAt, input, console, period, records = [] } = request
  const names = foundNames(input, records)
  const rows = firewallRows(input, console, names)
  return {
    site: { name, profile: input.site.profile, distribution: input.site.distribution },
    generatedAt,
    period,
    hosts: input.nodes.map((node) => ({ name: node.name, address: node.address ?? '-', roles: node.roles })),
    rows,
    notes: notesOf(request, rows),
    commands: firewallCommands(input, console, names),
  }
}
