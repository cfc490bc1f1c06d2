import type { Localized } from '@astrago/contracts'
import { hasOwnLogin, NODES } from './node-secrets.ts'
import type { Draft, SiteFacts } from './spec.ts'
import { l } from './text.ts'

export type ConditionId =
  | 'airGapped'
  | 'connected'
  | 'proxyProfile'
  | 'remoteSite'
  | 'rke2'
  | 'ownTls'
  | 'sshByPassword'
  | 'sshByKey'
  | 'sharedPassword'
  | 'sharedKey'
  | 'sudoByPassword'
  | 'sudoHasNoPassword'
  | 'namedRegistry'
  | 'nfsStorage'
  | 'localStorage'
  | 'ownKeycloak'
  | 'externalKeycloak'
  | 'harborEnabled'
  | 'oneviewEnabled'
  | 'backupChosen'
  | 'backupNfs'
  | 'backupS3'

/** Whether some server is logged in to as all the others. */
function sharesLogin({ [NODES]: rows }: Draft): boolean {
  return !Array.isArray(rows) || rows.length === 0 || !rows.every(hasOwnLogin)
}

type Condition = {
  /** `values` have their defaults filled in. */
  holds: (values: Draft, site: SiteFacts) => boolean
  text: Localized
}

/** When a field is asked for or needed, by name. */
export const CONDITIONS: Record<ConditionId, Condition> = {
  airGapped: {
    holds: (_, site) => site.profile === 'air-gapped',
    text: l('폐쇄망 사이트일 때', 'when the site is air-gapped'),
  },
  connected: {
    holds: (_, site) => site.profile !== 'air-gapped',
    text: l('인터넷에 연결되는 사이트일 때', 'when the site reaches the internet'),
  },
  proxyProfile: {
    holds: (_, site) => site.profile === 'proxy',
    text: l('프록시를 거치는 사이트일 때', 'when the site goes through a proxy'),
  },
  remoteSite: {
    holds: (_, site) => site.kind === 'remote',
    text: l('SSH로 접속하는 사이트일 때', 'when the site is reached over SSH'),
  },
  rke2: {
    holds: (_, site) => site.distribution === 'rke2',
    text: l('쿠버네티스 배포판이 RKE2일 때', 'when the distribution is RKE2'),
  },
  ownTls: {
    holds: (values) => values['network.tlsMode'] === 'own',
    text: l('인증서를 직접 제공할 때', 'when you bring your own certificate'),
  },
  sshByPassword: {
    holds: (values, site) => site.kind === 'remote' && values['accounts.sshAuth'] === 'password',
    text: l('비밀번호로 접속할 때', 'when logging in by password'),
  },
  sshByKey: {
    holds: (values, site) => site.kind === 'remote' && values['accounts.sshAuth'] === 'key',
    text: l('SSH 키로 접속할 때', 'when logging in by key'),
  },
  sharedPassword: {
    holds: (values, site) => site.kind === 'remote' && values['accounts.sshAuth'] === 'password' && sharesLogin(values),
    text: l(
      '비밀번호로 접속하고, 따로 적지 않은 서버가 있을 때',
      'when logging in by password, unless every server has a login of its own',
    ),
  },
  sharedKey: {
    holds: (values, site) => site.kind === 'remote' && values['accounts.sshAuth'] === 'key' && sharesLogin(values),
    text: l(
      'SSH 키로 접속하고, 따로 적지 않은 서버가 있을 때',
      'when logging in by key, unless every server has a login of its own',
    ),
  },
  sudoByPassword: {
    holds: (values, site) => site.kind === 'remote' && values['accounts.sudo'] === 'password',
    text: l('sudo에 비밀번호가 필요할 때', 'when sudo asks for a password'),
  },
  sudoHasNoPassword: {
    holds: (values, site) =>
      site.kind === 'remote' && values['accounts.sudo'] === 'password' && values['accounts.sshAuth'] === 'key',
    text: l('SSH 키로 접속하고 sudo에 비밀번호가 필요할 때', 'when logging in by key and sudo asks for a password'),
  },
  namedRegistry: {
    holds: (values) => values['registry.kind'] === 'existing' || values['registry.kind'] === 'mirror',
    text: l('이미 있는 레지스트리나 미러를 쓸 때', 'when an existing registry or a mirror is used'),
  },
  nfsStorage: {
    holds: (values) => values['storage.kind'] === 'nfs',
    text: l('NFS를 쓸 때', 'when NFS is used'),
  },
  localStorage: {
    holds: (values) => values['storage.kind'] === 'local',
    text: l('로컬 디스크를 쓸 때', 'when a local disk is used'),
  },
  ownKeycloak: {
    holds: (values) => values['platform.keycloakKind'] === 'own',
    text: l('Keycloak을 함께 설치할 때', 'when Keycloak is installed with the platform'),
  },
  externalKeycloak: {
    holds: (values) => values['platform.keycloakKind'] === 'external',
    text: l('이미 있는 Keycloak을 쓸 때', 'when an existing Keycloak is used'),
  },
  harborEnabled: {
    holds: (values) => values['platform.harborEnabled'] === true,
    text: l('Harbor를 설치할 때', 'when Harbor is installed'),
  },
  oneviewEnabled: {
    holds: (values) => values['platform.oneviewEnabled'] === true,
    text: l('OneView 연동을 켤 때', 'when OneView is switched on'),
  },
  backupChosen: {
    holds: (values) => values['backup.kind'] === 'nfs' || values['backup.kind'] === 's3',
    text: l('백업 위치를 정했을 때', 'when a backup target is chosen'),
  },
  backupNfs: {
    holds: (values) => values['backup.kind'] === 'nfs',
    text: l('백업을 NFS에 둘 때', 'when backups go to NFS'),
  },
  backupS3: {
    holds: (values) => values['backup.kind'] === 's3',
    text: l('백업을 S3에 둘 때', 'when backups go to S3'),
  },
}
