import { hostCheck, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { CLUSTER, list } from './helpers.ts'

export const PACKET_FILTER = [
  hostCheck({
    id: 'nftables-service',
    category: 'ports',
    title: l('nftables 서비스', 'nftables service'),
    explain: l(
      '이 서비스를 다시 시작하면 규칙을 모두 지우므로, 그 순간 파드 통신의 규칙도 사라집니다.',
      'A restart of this service clears all rules, and with them those of pod traffic.',
    ),
    prepare: l(
      '전체 규칙을 지우는 nftables 서비스를 끄거나 설정을 고치십시오.',
      'Switch off an nftables service that clears all rules, or correct its settings.',
    ),
    reads: ['units', 'nftables'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('켜져 있지 않습니다.', 'It is not enabled.'),
      enabled: note(
        '켜져 있습니다. 멈추면 규칙이 모두 지워집니다.',
        'It is enabled; stopping it clears all rules.',
        l('설치 뒤에는 재시작하지 마십시오.', 'Do not restart it after the installation.'),
      ),
      flushes: warn(
        '켜져 있고 설정이 규칙을 모두 지웁니다: {files}',
        'It is enabled and its configuration clears all rules: {files}',
        l(
          '"flush ruleset"을 자기 테이블만 지우도록 바꾸거나 systemctl disable nftables를 실행하십시오.',
          'Change "flush ruleset" to clear its own table only, or run systemctl disable nftables.',
        ),
      ),
    },
    source: 'nft(8), flush ruleset; rancher/rke2#774 (the same with firewalld)',
    judge: ({ units, nftables }) => {
      const unit = units['nftables.service']
      const on = unit?.enabled || unit?.active
      const files = list(nftables.flushes)
      return {
        outcome: on ? (files ? 'flushes' : 'enabled') : 'pass',
        found: on ? `enabled ${files}`.trim() : '-',
        wanted: '-',
        params: { files },
      }
    },
  }),
  hostCheck({
    id: 'forward-policy',
    category: 'ports',
    title: l('통과하는 패킷의 정책', 'Policy for traffic passing through'),
    explain: l(
      '파드의 통신은 서버를 통과합니다. 통과를 막는 기본 정책이나 마지막 REJECT 규칙이 있으면 끊깁니다.',
      'Pod traffic passes through the host; a policy or a last rule that stops what passes breaks it.',
    ),
    prepare: l(
      '서버를 통과하는 패킷을 막는 방화벽 정책을 두지 마십시오.',
      'Have no firewall policy that stops packets passing through the server.',
    ),
    reads: ['firewall', 'firewallServices'],
    roles: CLUSTER,
    field: 'security.firewallPolicy',
    outcomes: {
      pass: ok('통과하는 패킷을 막지 않습니다.', 'Nothing stops it.'),
      tool: note('firewalld나 ufw가 정합니다. 그 항목을 보십시오.', 'firewalld or ufw decides; see the check of it.'),
      stops: warn(
        '통과하는 패킷(FORWARD)을 막는 정책이나 규칙이 있습니다.',
        'A policy or rule stops what passes through (FORWARD).',
        l(
          '정책을 ACCEPT로 바꾸거나 파드와 서비스 대역을 허용하십시오. Docker가 만든 정책이면 Docker를 지우십시오.',
          'Set the policy to ACCEPT, or allow the networks of pods and services; if Docker made it, remove Docker.',
        ),
      ),
    },
    source: 'Kubespray README (firewalls); Docker documentation, packet filtering (FORWARD policy)',
    judge: ({ firewall, firewallServices: { firewalld, ufw } }) => {
      const values = { found: firewall.stopsForwarding ? 'FORWARD drop/reject' : '-', wanted: 'accept' }
      if (!firewall.stopsForwarding) return { outcome: 'pass', ...values }
      return { outcome: firewalld || ufw ? 'tool' : 'stops', ...values }
    },
  }),
]
