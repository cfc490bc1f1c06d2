import { block, hostCheck, note, ok, type Subject, warn } from '../check.ts'
import { endpointOf } from '../site-services.ts'
import { l } from '../text.ts'
import { MDNS_MODULES } from '../thresholds/site.ts'
import { isAddress } from './cidr.ts'
import { CLUSTER, list } from './helpers.ts'

/** Names that the questionnaire gives and hosts must find, without addresses. */
export function siteNames({ answers }: Pick<Subject, 'answers'>): string[] {
  const places = [
    answers['network.domain'],
    answers['registry.address'],
    answers['storage.nfsServer'],
    answers['network.proxyUrl'],
    answers['platform.astragoProxyUrl'],
    answers['platform.keycloakExternalUrl'],
    answers['platform.offlineHttpServer'],
    ...(answers['network.ntpServers'] ?? []),
  ]
  const hosts = places.flatMap((place) => endpointOf(place ?? '', 443)?.address ?? [])
  return [...new Set(hosts)].filter((name) => !isAddress(name))
}

/** Whether names of .local end at a module of mDNS before DNS is asked. */
function stopsAtMdns(order: readonly string[]): boolean {
  const dns = order.findIndex((word) => word === 'dns' || word === 'resolve')
  const mdns = order.findIndex((word) => MDNS_MODULES.value.includes(word))
  return mdns >= 0 && (dns < 0 || mdns < dns) && /^\[NOTFOUND=return\]$/i.test(order[mdns + 1] ?? '')
}

export const NAMES = [
  hostCheck({
    id: 'dns-servers-declared',
    category: 'dns',
    title: l('DNS 서버 확인', 'DNS servers as declared'),
    explain: l(
      '질문지의 DNS 서버를 쓰지 않는 서버는 사내 이름을 풀지 못할 수 있습니다.',
      'A host that does not use the DNS servers of the questionnaire may not know the names of the site.',
    ),
    prepare: l(
      '서버의 DNS 서버를 질문지와 같게 설정하십시오.',
      'Set the DNS servers of each server as the questionnaire says.',
    ),
    reads: ['dns'],
    roles: CLUSTER,
    field: 'network.dnsServers',
    applies: ({ answers }) => (answers['network.dnsServers'] ?? []).length > 0,
    outcomes: {
      pass: ok('질문지의 DNS 서버를 씁니다.', 'It uses a DNS server of the questionnaire.'),
      differs: warn(
        '서버는 {found}, 질문지는 {wanted}입니다.',
        'The host has {found}, the questionnaire says {wanted}.',
        l('서버의 DNS 설정이나 질문지를 고치십시오.', 'Correct the DNS settings of the host or the questionnaire.'),
      ),
    },
    source: 'AstraGo questionnaire (network.dnsServers)',
    judge: ({ dns }, { answers }) => {
      const declared = answers['network.dnsServers'] ?? []
      const own = [...new Set([...dns.nameservers, ...dns.upstream])]
      const [found, wanted] = [list(own) || '-', list(declared)]
      const outcome = own.some((server) => declared.includes(server)) ? 'pass' : 'differs'
      return { outcome, found, wanted, params: { found, wanted } }
    },
  }),
  hostCheck({
    id: 'dns-mdns-local',
    category: 'dns',
    title: l('.local 이름과 mDNS', 'Names in .local and mDNS'),
    explain: l(
      'nsswitch.conf가 .local 이름을 mDNS에서 끝내면 사내 DNS에 있는 이름도 찾지 못합니다.',
      'Where nsswitch.conf ends names of .local at mDNS, those in your DNS are not found either.',
    ),
    prepare: l(
      '.local로 끝나는 이름을 쓴다면 DNS에서 찾도록 nsswitch.conf를 고치십시오.',
      'Where names end in .local, change nsswitch.conf so that they are looked up in DNS.',
    ),
    reads: ['dns', 'hostsFile'],
    field: 'network.domain',
    applies: (subject) => siteNames(subject).some((name) => name.endsWith('.local')),
    outcomes: {
      pass: ok('DNS에서 찾습니다.', 'They are looked up in DNS.'),
      hidden: warn(
        'DNS까지 가지 않는 이름이 있습니다: {names}',
        'These names never get to DNS: {names}',
        l(
          '/etc/nsswitch.conf의 hosts 줄에서 mdns와 [NOTFOUND=return]을 지우거나 /etc/hosts에 이름을 적으십시오.',
          'Remove mdns and [NOTFOUND=return] from the hosts line of /etc/nsswitch.conf, or put the names into /etc/hosts.',
        ),
      ),
    },
    thresholds: { modules: MDNS_MODULES },
    judge: ({ dns, hostsFile }, subject) => {
      const known = hostsFile.flatMap(({ names }) => names)
      const names = siteNames(subject).filter((name) => name.endsWith('.local') && !known.includes(name))
      const hidden = stopsAtMdns(dns.hostsOrder) && names.length > 0
      return {
        outcome: hidden ? 'hidden' : 'pass',
        found: dns.hostsOrder.join(' ') || '-',
        wanted: 'files dns',
        params: { names: list(names) },
      }
    },
  }),
  hostCheck({
    id: 'dns-hostname-resolves',
    category: 'dns',
    title: l('자기 이름의 주소', 'Address of its own name'),
    explain: l(
      '/etc/hosts가 호스트 이름을 다른 주소로 알려 주면 프로그램이 엉뚱한 주소로 자기를 알립니다.',
      'When /etc/hosts gives the host another address, programs announce themselves at the wrong one.',
    ),
    prepare: l(
      '/etc/hosts의 자기 이름 줄에 서버의 실제 주소를 적으십시오.',
      'Put the real address of the server into the line of its own name in /etc/hosts.',
    ),
    reads: ['hostsFile', 'identity', 'interfaces'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('자기 주소를 가리킵니다.', 'It is an address of its own.'),
      unlisted: note('/etc/hosts에 없어 DNS가 정합니다.', 'It is not in /etc/hosts; DNS decides.'),
      loopback: note(
        '{found}을(를) 가리킵니다(Debian, Ubuntu의 기본값).',
        'It is {found}, the default of Debian and Ubuntu.',
      ),
      kubespray: warn(
        '{found}을(를) 가리켜 kubeadm이 노드 주소로 잘못 고를 수 있습니다.',
        'It is {found}; kubeadm may take that for the address of the node.',
        l(
          '/etc/hosts의 그 줄을 "{address} {name}"(으)로 바꾸십시오.',
          'Make that line of /etc/hosts "{address} {name}".',
        ),
      ),
      elsewhere: warn(
        '이 서버에 없는 주소({found})를 가리킵니다.',
        'It is {found}, which is no address of this host.',
        l(
          '/etc/hosts의 그 줄을 "{address} {name}"(으)로 바꾸십시오.',
          'Make that line of /etc/hosts "{address} {name}".',
        ),
      ),
    },
    source: 'kubeadm preflight (Hostname); hosts(5)',
    judge: ({ hostsFile, identity, interfaces }, { node, site }) => {
      const name = identity.hostname
      const mapped = hostsFile.filter(({ names }) => names.includes(name)).map(({ address }) => address)
      const own = interfaces.flatMap((one) => one.addresses.map(({ address }) => address))
      const found = list(mapped) || '-'
      const values = { found, wanted: node.address ?? '-', params: { found, name, address: node.address ?? '-' } }
      if (!mapped.length) return { outcome: 'unlisted', ...values }
      const real = mapped.filter((address) => !/^127\.|^::1$/.test(address))
      if (!real.length) return { outcome: site.distribution === 'kubespray' ? 'kubespray' : 'loopback', ...values }
      return { outcome: real.some((address) => own.includes(address)) ? 'pass' : 'elsewhere', ...values }
    },
  }),
  hostCheck({
    id: 'hosts-file-conflict',
    category: 'dns',
    title: l('/etc/hosts의 다른 서버', 'Other hosts in /etc/hosts'),
    explain: l(
      '/etc/hosts는 DNS보다 먼저 쓰입니다. 다른 노드의 옛 주소가 남아 있으면 엉뚱한 서버로 연결합니다.',
      'It comes before DNS: an old address of another node there leads to the wrong machine.',
    ),
    prepare: l(
      '/etc/hosts에서 다른 서버의 옛 주소를 지우십시오.',
      'Remove old addresses of other servers from /etc/hosts.',
    ),
    reads: ['hostsFile'],
    field: 'resources.nodes',
    column: 'address',
    applies: ({ nodes }) => nodes.length > 1,
    outcomes: {
      pass: ok('노드 표와 다른 주소가 없습니다.', 'Nothing differs from the node table.'),
      conflict: warn(
        '노드 표와 다릅니다: {lines}',
        'It differs from the node table: {lines}',
        l('/etc/hosts의 그 줄을 고치거나 지우십시오.', 'Correct or remove those lines of /etc/hosts.'),
      ),
    },
    source: 'hosts(5); nsswitch.conf(5)',
    judge: ({ hostsFile }, { node, nodes }) => {
      const lines = nodes
        .filter(({ name, address }) => name !== node.name && address !== null)
        .flatMap(({ name, address }) => {
          const mapped = hostsFile.filter(({ names }) => names.includes(name)).map((entry) => entry.address)
          // Of several the first is what a connection tries.
          const first = mapped.find((each) => !each.includes(':'))
          return first === undefined || first === address ? [] : [`${name} ${first} != ${address}`]
        })
      return {
        outcome: lines.length ? 'conflict' : 'pass',
        found: list(lines) || '-',
        wanted: '-',
        params: { lines: list(lines) },
      }
    },
  }),
  hostCheck({
    id: 'name-files-writable',
    category: 'dns',
    title: l('이름 파일의 변경', 'Changing the name files'),
    explain: l(
      '이름을 /etc/hosts에 적어야 하는 사이트가 많습니다. 잠긴 파일은 바꿀 수 없고, cloud-init은 재부팅 때 되돌립니다.',
      'Many sites need names in /etc/hosts. A locked file cannot be changed, and cloud-init changes it back at a boot.',
    ),
    prepare: l(
      '/etc/hosts와 /etc/resolv.conf를 고칠 수 있게 잠금을 푸십시오.',
      'Unlock /etc/hosts and /etc/resolv.conf, so that they can be changed.',
    ),
    reads: ['nameFiles'],
    roles: CLUSTER,
    outcomes: {
      pass: ok('바꿀 수 있고 그대로 남습니다.', 'They can be changed and stay so.'),
      unasked: note(
        '잠겨 있는지 알아볼 도구(lsattr)가 없습니다.',
        'There is no tool (lsattr) to ask whether they are locked.',
      ),
      locked: warn(
        '변경 금지(immutable) 속성이 있습니다: {files}',
        'They are immutable: {files}',
        l('설치하는 동안 푸십시오: chattr -i {files}', 'Unlock them for the installation: chattr -i {files}'),
      ),
      kubespray: block(
        '변경 금지(immutable) 속성이 있어 Kubespray가 실패합니다: {files}',
        'They are immutable, and Kubespray writes to them: {files}',
        l('설치하는 동안 푸십시오: chattr -i {files}', 'Unlock them for the installation: chattr -i {files}'),
      ),
      cloudInit: warn(
        'cloud-init이 부팅할 때 /etc/hosts를 다시 씁니다.',
        'cloud-init writes /etc/hosts anew at each boot.',
        l(
          "실행: echo 'manage_etc_hosts: false' > /etc/cloud/cloud.cfg.d/zz-hosts.cfg",
          "Run: echo 'manage_etc_hosts: false' > /etc/cloud/cloud.cfg.d/zz-hosts.cfg",
        ),
      ),
    },
    source: 'chattr(1); cloud-init documentation, Update Etc Hosts',
    judge: ({ nameFiles: { immutable, cloudInit } }, { site }) => {
      const files = (immutable ?? []).join(' ')
      const values = { found: files || (cloudInit ? 'manage_etc_hosts' : '-'), wanted: '-', params: { files } }
      if (files) return { outcome: site.distribution === 'kubespray' ? 'kubespray' : 'locked', ...values }
      if (cloudInit) return { outcome: 'cloudInit', ...values }
      return { outcome: immutable === null ? 'unasked' : 'pass', ...values }
    },
  }),
]
