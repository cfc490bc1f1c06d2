import type { Distribution, JourneyState, JourneyStep, Localized, Profile, Role, SiteKind } from '@astrago/contracts'
import { l } from './localized.ts'

export const shell = {
  skip: l('본문으로 건너뛰기', 'Skip to the content'),
  language: l('언어', 'Language'),
  me: l('내 계정', 'My account'),
  sites: l('사이트', 'Sites'),
  users: l('사용자', 'Users'),
  audit: l('감사 기록', 'Audit log'),
  changePassword: l('비밀번호 변경', 'Change password'),
  logout: l('로그아웃', 'Log out'),
  console: l('콘솔', 'Console'),
  journey: l('설치 여정', 'Journey'),
  connected: l('연결됨', 'Connected'),
  connecting: l('연결하는 중', 'Connecting'),
  lost: l('연결 끊김', 'Disconnected'),
  lostLong: l(
    '콘솔과의 연결이 끊어졌습니다. 다시 연결하고 있습니다 ({n}번째). 진행 중인 작업은 서버에서 계속됩니다.',
    'The connection to the console is lost. Connecting again (attempt {n}). Work under way goes on at the server.',
  ),
  reconnect: l('지금 다시 연결', 'Connect now'),
  notFoundTitle: l('페이지를 찾을 수 없습니다', 'Page not found'),
  notFoundText: l('주소가 바뀌었거나 지워졌습니다.', 'It was removed, or the address is wrong.'),
  brokenTitle: l('화면을 그리지 못했습니다', 'This page could not be drawn'),
  brokenText: l(
    '제품의 결함일 가능성이 큽니다. 저장된 내용은 그대로 있습니다.',
    'Most likely a defect of this product. What was saved is still there.',
  ),
  toSites: l('사이트 목록으로', 'To the list of sites'),
  reload: l('새로 고침', 'Reload'),
  readOnly: l('읽기 전용', 'Read only'),
  archived: l('보관됨', 'Archived'),
} as const

export const PROFILES: Record<Profile, { label: Localized; explain: Localized }> = {
  online: {
    label: l('온라인', 'Online'),
    explain: l('서버가 인터넷에서 직접 받을 수 있습니다.', 'The servers can fetch from the internet themselves.'),
  },
  'air-gapped': {
    label: l('폐쇄망', 'Air-gapped'),
    explain: l(
      '인터넷에 닿지 않습니다. 설치 파일을 가져와 올립니다.',
      'Nothing reaches the internet. You bring the installation files.',
    ),
  },
  proxy: {
    label: l('프록시', 'Proxy'),
    explain: l('프록시를 거쳐서만 인터넷에 닿습니다.', 'The internet is reached through a proxy only.'),
  },
}

export const DISTRIBUTIONS: Record<Distribution, Localized> = {
  rke2: l('RKE2', 'RKE2'),
  k0s: l('k0s', 'k0s'),
  kubespray: l('Kubespray', 'Kubespray'),
}

const PAPERS = l(
  '사전 점검, 방화벽 신청서, 준비 목록까지 합니다. 설치는 이 콘솔이 하지 않습니다.',
  'Preflight, firewall request and list of what to prepare. This console does not install it.',
)

/** How far the console goes with each. */
export const DISTRIBUTION_SCOPES: Record<Distribution, Localized> = {
  rke2: l('사전 점검부터 설치까지 합니다.', 'From the preflight to the installed cluster.'),
  k0s: PAPERS,
  kubespray: PAPERS,
}

export const SITE_KINDS: Record<SiteKind, Localized> = {
  remote: l('고객 사이트', 'Customer site'),
  local: l('이 서버', 'This machine'),
}

export const ROLES: Record<Role, Localized> = {
  reseller: l('리셀러', 'Reseller'),
  customer: l('고객', 'Customer'),
  support: l('지원팀', 'Support'),
}

export const STEPS: Record<JourneyStep, Localized> = {
  site: l('사이트', 'Site'),
  form: l('사전 질문지', 'Questionnaire'),
  hosts: l('호스트', 'Hosts'),
  preflight: l('사전 점검', 'Preflight'),
  plan: l('설치 계획', 'Plan'),
  install: l('설치', 'Install'),
  report: l('검증과 보고서', 'Verify and report'),
}

/** Why a step is not open yet. */
export const CLOSED: Record<JourneyStep, Localized> = {
  site: l('사이트를 먼저 만듭니다', 'Make the site first'),
  form: l('사이트를 먼저 만듭니다', 'Make the site first'),
  hosts: l('질문지에 노드를 적으면 열립니다', 'Opens with nodes in the questionnaire'),
  preflight: l('호스트 키를 확인하면 열립니다', 'Opens once host keys are confirmed'),
  plan: l('점검을 마치면 열립니다', 'Opens after the preflight'),
  install: l('계획을 승인하면 열립니다', 'Opens once the plan is approved'),
  report: l('점검을 마치면 열립니다', 'Opens after the preflight'),
}

export const STEP_STATES: Record<JourneyState['state'], Localized> = {
  done: l('마침', 'done'),
  attention: l('확인 필요', 'needs attention'),
  open: l('할 차례', 'open'),
  closed: l('아직 열리지 않음', 'not open yet'),
  running: l('진행 중', 'under way'),
}
