import type { FirewallRow, Localized, PacketProtocol } from '@astrago/contracts'

const l = (ko: string, en: string): Localized => ({ ko, en })

export const FIREWALL_WORDS = {
  title: l('방화벽 신청서', 'Firewall request'),
  rules: l('허용 신청 목록', 'Rules to open'),
  rulesExplain: l(
    '아래 통신을 허용해 주십시오. 목록에 없는 통신은 필요하지 않습니다.',
    'Please allow these connections. Nothing else is needed.',
  ),
  number: l('번호', 'No'),
  from: l('출발지', 'Source'),
  to: l('목적지', 'Destination'),
  protocol: l('프로토콜', 'Protocol'),
  port: l('포트', 'Port'),
  direction: l('방향', 'Direction'),
  purpose: l('용도', 'Purpose'),
  period: l('사용 기간', 'Period'),
  source: l('근거', 'According to'),
  servers: l('서버 목록', 'Servers'),
  name: l('이름', 'Name'),
  address: l('주소', 'Address'),
  roles: l('역할', 'Roles'),
  commands: l('서버 방화벽 명령', 'Commands for the servers'),
  commandsExplain: l(
    '서버 자체 방화벽이 켜져 있을 때, 그 종류의 명령만 root로 실행합니다. 바로 적용되고 재부팅 뒤에도 유지되며, 다시 실행해도 달라지지 않습니다. nftables 명령은 규칙을 따로 한 파일에 두고, nftables 서비스가 부팅 때 읽는 파일이 그 파일을 부르게 합니다. 규칙을 다른 곳에서 넣는 서버라면 그곳에 직접 적으십시오.',
    'Where a server has a firewall of its own: run those of its kind, as root. They apply at once, stay after a reboot, and change nothing when run again. Those of nftables keep the rules in a file of their own, which the file that the nftables service reads at boot then includes; on a server that takes its rules from elsewhere, write them there by hand.',
  ),
  host: l('호스트', 'Host'),
  firewall: l('방화벽', 'Firewall'),
  command: l('명령', 'Command'),
  profile: l('네트워크 환경', 'Network'),
  count: l('신청 건수', 'Rules'),
  forGood: l('상시', 'permanent'),
  from_day: l('{day}부터', 'from {day}'),
  until_day: l('{day}까지', 'until {day}'),
  applicant: l('신청자', 'Requested by'),
  approver: l('승인자', 'Approved by'),
  department: l('부서', 'Department'),
  person: l('이름', 'Name'),
  date: l('날짜', 'Date'),
  signature: l('서명', 'Signature'),
  more: l('{label} {n}대 (서버 목록 참조)', '{label} (see the list of servers: {n})'),
  morePlaces: l('{label} {n}개 (주소 목록 참조)', '{label} (see the list of addresses: {n})'),
  places: l('주소 목록', 'Addresses'),
  placesExplain: l('허용 신청 목록에서 가리키는 주소입니다.', 'Those that the rules to open refer to.'),
} as const satisfies Record<string, Localized>

export const DIRECTIONS: Record<FirewallRow['direction'], Localized> = {
  between: l('서버 간', 'between servers'),
  in: l('서버로 들어옴', 'inbound'),
  out: l('서버에서 나감', 'outbound'),
}

/** Packets without ports, as a network team asks for them: the protocol, and what stands where others have a port. */
export const PACKETS: Record<PacketProtocol, { protocol: string; what: Localized }> = {
  'icmp-echo': { protocol: 'ICMP', what: l('유형 8 (IPv6: 128)', 'type 8 (IPv6: 128)') },
  'icmp-too-big': { protocol: 'ICMP', what: l('유형 3, 코드 4 (IPv6: 2)', 'type 3, code 4 (IPv6: 2)') },
  ipip: { protocol: 'IP-in-IP', what: l('IP 프로토콜 4', 'IP protocol 4') },
}
