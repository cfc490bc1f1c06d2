import type { Localized } from '@astrago/contracts'
import { l } from './localized.ts'

export const audit = {
  title: l('감사 기록', 'Audit log'),
  sentence: l('누가 언제 무엇을 했는지 최신 순으로 보여 줍니다.', 'Who did what and when, newest first.'),
  at: l('시각', 'Time'),
  who: l('사람', 'Who'),
  what: l('한 일', 'What'),
  site: l('사이트', 'Site'),
  detail: l('내용', 'Detail'),
  empty: l('아직 기록이 없습니다', 'Nothing has been recorded yet'),
  older: l('이전 기록 보기', 'Older entries'),
} as const

/** What the server notes, in words. One that is not here is shown as it is. */
export const ACTIONS: Readonly<Record<string, Localized>> = {
  login: l('로그인', 'logged in'),
  'first-link': l('첫 계정 링크 발급 (셸)', 'made a link for the first account (shell)'),
  'make-first-user': l('첫 계정 만들기', 'made the first account'),
  logout: l('로그아웃', 'logged out'),
  'login-failed': l('로그인 실패', 'failed to log in'),
  'change-password': l('비밀번호 변경', 'changed the password'),
  'set-password': l('비밀번호 재설정 (셸)', 'reset a password (shell)'),
  'login-link': l('로그인 링크 발급 (셸)', 'made a login link (shell)'),
  'add-user': l('사용자 추가', 'added a user'),
  'disable-user': l('사용자 사용 중지', 'disabled a user'),
  'enable-user': l('사용자 다시 사용', 'enabled a user'),
  'make-site': l('사이트 만들기', 'made a site'),
  'change-site': l('사이트 변경', 'changed a site'),
  'import-site': l('사이트 가져오기', 'imported a site'),
  'export-site': l('사이트 내보내기', 'exported a site'),
  'save-section': l('질문지 저장', 'saved a section of the questionnaire'),
  invite: l('초대 링크 발급', 'made an invitation link'),
  'revoke-invitation': l('초대 링크 취소', 'revoked an invitation link'),
  'confirm-host-keys': l('호스트 키 확인', 'confirmed host keys'),
  'reach-hosts': l('호스트 연결', 'connected to hosts'),
  'start-preflight': l('사전 점검 시작', 'started a preflight'),
  'cancel-preflight': l('사전 점검 취소', 'cancelled a preflight'),
  waive: l('점검 실패 면제', 'waived a failure'),
  'revoke-waiver': l('면제 취소', 'revoked a waiver'),
  // As older versions noted the two above.
  accept: l('점검 실패 면제', 'waived a failure'),
  'withdraw-acceptance': l('면제 취소', 'revoked a waiver'),
  'export-facts': l('사실 파일 내려받기', 'downloaded the facts'),
  'download-report': l('보고서 내려받기', 'downloaded the report'),
  'use-artifact-folder': l('설치 파일 폴더 지정', 'named the folder of installation files'),
  'make-plan': l('설치 계획 만들기', 'made a plan'),
  'cancel-plan': l('설치 계획 만들기 취소', 'cancelled making a plan'),
  'upload-artifact': l('설치 파일 올리기', 'uploaded an installation file'),
  'remove-artifact': l('설치 파일 지우기', 'removed an installation file'),
  'start-run': l('설치 시작', 'started an installation'),
  'cancel-run': l('설치 취소', 'cancelled a run'),
  'resume-run': l('설치 이어서 하기', 'resumed a run'),
  'undo-run': l('되돌리기 시작', 'started undoing a run'),
  'start-fix': l('조치 시작', 'started fixes'),
  'start-undo-fixes': l('조치 되돌리기 시작', 'started taking fixes back'),
  'download-kubeconfig': l('kubeconfig 내려받기', 'downloaded the kubeconfig'),
  'show-password': l('플랫폼 비밀번호 보기', 'looked at a password of the platform'),
  interrupted: l('실행 중단 발견', 'found an interrupted run'),
}

/** What is changed of a site. */
export const SITE_PARTS: Readonly<Record<string, Localized>> = {
  name: l('이름', 'name'),
  profile: l('네트워크 환경', 'network'),
  distribution: l('쿠버네티스 배포판', 'Kubernetes distribution'),
  archived: l('보관', 'archive'),
}
