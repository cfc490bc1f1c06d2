import { l } from './localized.ts'

/** What a preflight does besides reading, said before it is done. */
export const active = {
  open: l('능동 점검…', 'Active checks…'),
  title: l('능동 점검도 할까요?', 'Run active checks as well?'),
  text: l(
    '평소의 점검은 읽기만 합니다. 더 할 것을 고르십시오. 누가 무엇을 골랐는지 감사 기록에 남습니다.',
    'The usual preflight only reads. Choose what else it does; the audit log keeps who chose it.',
  ),
  active: {
    label: l('서비스에 물어보고 디스크 재기', 'Ask the services and measure the disks'),
    text: l(
      '호스트마다 질문지에 적힌 서비스에 직접 물어봅니다. 상대 서버의 로그나 보안 장비에 기록될 수 있습니다. 호스트마다 길어도 1분이면 끝나고 아무것도 남지 않습니다.',
      'Every host asks the services of the questionnaire itself, which may show up in their logs and in security devices. It takes at most a minute a host, and nothing stays there.',
    ),
    steps: [
      l('DNS로 이름을 조회하고, 없는 이름 하나도 조회합니다.', 'Looks up names in DNS, and one that nobody has.'),
      l('시각 서버에 시각을 묻습니다(123/udp).', 'Asks the time servers for the time (123/udp).'),
      l(
        '인터넷이나 프록시를 쓰는 사이트면 설치가 접속할 주소에 연결했다가 바로 끊습니다.',
        'Where the site uses the internet or a proxy, opens and closes connections to what the installation fetches from.',
      ),
      l(
        '프록시가 로그인을 요구하면 서버 한 대가 질문지의 계정으로 먼저 한 번(답이 분명하지 않으면 다른 주소로 한 번 더) 로그인하고, 받아들여지면 나머지도 로그인합니다. http:// 프록시에는 비밀번호가 암호화되지 않고 전송됩니다.',
        'Where a proxy asks for a login, one server logs in once with the account of the questionnaire (once more, for another place, where the answer is unclear); if that is accepted, the others do, too. To an http:// proxy the password travels unencrypted.',
      ),
      l(
        '외부 Keycloak과 오프라인 파일 서버에 한 번 요청합니다.',
        'Asks the external Keycloak and the offline file server for one page.',
      ),
      l(
        '레지스트리의 인증서를 봅니다. 첫 서버는 인증서를 믿을 수 있을 때만 질문지의 계정으로 한 번 로그인해, 필요한 이미지가 있는지 묻습니다.',
        'Looks at the certificate of the registry. Where it is trusted, the first server logs in once, with the account of the questionnaire, and asks which of the images it has.',
      ),
      l(
        'NFS를 쓰면 내보낸 폴더에 몇 바이트짜리 파일을 root로 만들고, 소유자를 바꾸고, 지웁니다(NFS 4.1). 마운트하지 않습니다.',
        'With NFS, creates a file of a few bytes in the export as root, changes its owner and removes it (NFS 4.1). Nothing is mounted.',
      ),
      l(
        '컨트롤 플레인에서 임시 파일을 최대 10초 동안 써서 디스크를 재고 지웁니다(22 MiB 이하).',
        'On control planes, measures the disk with a temporary file (at most 22 MiB, 10 s) and removes it.',
      ),
    ],
  },
  between: l('호스트 사이', 'Between hosts'),
  listeners: {
    label: l('"증명 안 됨" 포트에 리스너를 열어 확인', 'Settle "not proven" ports with listeners'),
    text: l(
      '받는 호스트에서 그 포트에만 리스너를 잠깐 열고 다시 연결해, 닫힌 포트인지 방화벽이 거부한 것인지 가립니다. 보통 몇 초 걸리고 길어도 {listen}초 뒤에는 닫히며, 호스트에 아무것도 남지 않습니다. 연결 몇 번이라 네트워크 부하는 거의 없지만 보안 장비가 알아챌 수 있습니다.',
      'The receiving host listens at those ports alone and is tried again, which tells a closed port from a firewall that refuses. It takes some seconds, a listener closes after {listen} s at the latest, and nothing stays on the host. It is hardly any load on the network, but a security system may notice it.',
    ),
  },
  bandwidth: {
    label: l('대역폭 재기', 'Measure the bandwidth'),
    text: l(
      '두 호스트씩, 비어 있고 열린 포트로 의미 없는 데이터를 양쪽 방향으로 보냅니다(방향마다 최대 {way}초, {mebibytes} MiB). 한 쌍에 약 {pair}초, 호스트 {hosts}대면 약 {all}초 더 걸립니다. 아주 느린 네트워크에서도 길어야 {most}초이고, 호스트에 아무것도 남지 않습니다. 그동안 두 호스트 사이의 네트워크를 가득 채우니 운영 중이면 한가한 시간에 하십시오. 호스트는 한 번에 한 쌍에만 들고, 많아도 {partners}대와만 잽니다.',
      'Two hosts at a time send each other zeros through a free port (at most {way} s or {mebibytes} MiB a direction). It takes about {pair} s a pair, about {all} s more for {hosts} hosts, and at most {most} s where the network is very slow. Nothing stays on the hosts. Meanwhile it fills the network between the two: where it is in use, choose a quiet hour. A host is in one pair at a time and meets at most {partners} others.',
    ),
  },
  end: l('점검을 중지하면 모두 함께 멈춥니다.', 'All of it stops with the preflight.'),
  start: l('능동 점검까지 시작', 'Start with active checks'),
} as const
