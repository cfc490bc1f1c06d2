import type { Localized } from '@astrago/contracts'
import { l } from './text.ts'

type SectionSpec = { title: Localized; lead: Localized; groups: Record<string, Localized> }

/** The pages of the questionnaire, in the order they are filled, and the cards on each page. */
export const SECTIONS = {
  general: {
    title: l('일반 · 담당자', 'General and contacts'),
    lead: l(
      '어느 고객사의 어떤 설치인지, 궁금한 점을 누구에게 물으면 되는지 적습니다.',
      'Which customer and project this is, and whom to ask when something is unclear.',
    ),
    groups: { project: l('사업', 'Project'), contact: l('담당자', 'Contact') },
  },
  network: {
    title: l('네트워크', 'Network'),
    lead: l(
      '플랫폼이 쓸 주소를 정합니다. 모르는 항목은 비워 두고 나중에 채워도 됩니다.',
      'The addresses the platform will use. Leave what you do not know yet; you can come back.',
    ),
    groups: {
      address: l('주소', 'Addresses'),
      ranges: l('주소 대역', 'Address ranges'),
      services: l('DNS와 시각', 'Names and time'),
      proxy: l('프록시', 'Proxy'),
      tls: l('인증서(HTTPS)', 'Certificate (HTTPS)'),
    },
  },
  accounts: {
    title: l('계정 · 접속', 'Accounts and access'),
    lead: l(
      '설치 콘솔이 각 서버에 접속할 계정입니다. 비밀번호와 키는 입력 즉시 암호화되어 금고에 보관됩니다.',
      'The account the console logs in to the servers with. Passwords and keys go encrypted into a vault at once.',
    ),
    groups: { login: l('SSH 접속', 'SSH login'), sudo: l('관리자 권한', 'Administrator rights') },
  },
  security: {
    title: l('보안', 'Security'),
    lead: l(
      '사내 보안 정책과 부딪히지 않도록 미리 확인합니다. 여기서 정하지 않은 보안 설정은 임의로 바꾸지 않습니다.',
      'So that the installation does not collide with your policies. Nothing is changed that is not decided here.',
    ),
    groups: { host: l('서버 보안 설정', 'Server settings'), rules: l('사내 규정', 'Your rules') },
  },
  registry: {
    title: l('레지스트리', 'Registry'),
    lead: l(
      '플랫폼은 컨테이너 이미지로 배포됩니다. 이미지를 어디에 두고 어디서 받을지 정합니다.',
      'The platform comes as container images. Here you say where they are kept and fetched from.',
    ),
    groups: { place: l('위치', 'Place'), login: l('로그인과 인증서', 'Login and certificate') },
  },
  resources: {
    title: l('자원 · 노드', 'Resources and nodes'),
    lead: l(
      '설치할 서버를 한 줄에 한 대씩 적습니다. 엑셀에서 표를 복사해 붙여 넣을 수 있습니다.',
      'One row for each server. You can paste a table copied from a spreadsheet.',
    ),
    groups: { nodes: l('노드', 'Nodes') },
  },
  storage: {
    title: l('저장소', 'Storage'),
    lead: l('사용자 데이터와 데이터베이스를 어디에 저장할지 정합니다.', 'Where user data and the databases are kept.'),
    groups: { kind: l('방식', 'Kind'), nfs: l('NFS 서버', 'NFS server'), local: l('로컬 디스크', 'Local disk') },
  },
  gpu: {
    title: l('GPU', 'GPU'),
    lead: l(
      'GPU 드라이버를 누가 설치할지, GPU 한 장을 나누어 쓸지 정합니다.',
      'Who installs the GPU driver and whether one GPU is shared between users.',
    ),
    groups: { gpu: l('GPU 설정', 'GPU settings') },
  },
  platform: {
    title: l('플랫폼', 'Platform'),
    lead: l(
      '대부분 기본값 그대로 두면 됩니다. 비밀번호를 비워 두면 사이트마다 새로 만들어 금고에 보관합니다.',
      'Most defaults can stay. A password left empty is generated for this site and kept in the vault.',
    ),
    groups: {
      web: l('웹 화면', 'Web interface'),
      login: l('로그인(Keycloak)', 'Login (Keycloak)'),
      database: l('데이터베이스', 'Database'),
      watch: l('로그와 모니터링', 'Logs and monitoring'),
      harbor: l('Harbor 레지스트리', 'Harbor registry'),
      extra: l('추가 기능', 'Extras'),
    },
  },
  backup: {
    title: l('백업', 'Backup'),
    lead: l(
      '장애가 나도 되살릴 수 있도록 백업을 둘 곳을 정합니다. 나중에 정해도 설치할 수 있습니다.',
      'Where backups go, so that the platform can be brought back. It can be decided after the installation.',
    ),
    groups: { target: l('백업 위치', 'Target'), plan: l('주기와 보관', 'Schedule and retention') },
  },
} as const satisfies Record<string, SectionSpec>

export type SectionId = keyof typeof SECTIONS
export const SECTION_IDS = Object.keys(SECTIONS) as readonly SectionId[]
export type GroupOf<S extends SectionId> = keyof (typeof SECTIONS)[S]['groups'] & string
