import type { ErrorCode } from '@astrago/contracts'
import { betweenCheck, hostCheck, never, note, ok, type Subject, warn } from '../check.ts'
import { Reason } from '../facts/reason.ts'
import { l } from '../text.ts'
import { OWN } from '../thresholds/limit.ts'
import { PASSWORD_DAYS_LEFT } from '../thresholds/network.ts'
import { isAddress } from './cidr.ts'
import { CLUSTER } from './helpers.ts'

const DAY_MS = 86_400_000
const overSsh = ({ access }: Subject): boolean => access.transport === 'ssh'

/** Errors that mean that sshd took the login, which then was of no use. */
const LOGGED_IN: readonly ErrorCode[] = ['HOST_PASSWORD_EXPIRED', 'HOST_LOGIN_UNUSABLE', 'HOST_SESSION_SLOW']
/** Errors that mean that sshd answered, so the network and the daemon are fine. */
const ANSWERED: readonly ErrorCode[] = [
  'HOST_AUTH_FAILED',
  'HOST_KEY_UNCONFIRMED',
  'HOST_KEY_CHANGED',
  'HOST_LOGIN_SLOW',
  ...LOGGED_IN,
]
const REACHABLE: Partial<Record<ErrorCode, 'unreachable' | 'refused' | 'lost' | 'incompatible'>> = {
  HOST_UNREACHABLE: 'unreachable',
  HOST_REFUSED: 'refused',
  HOST_LOST: 'lost',
  HOST_TIMEOUT: 'lost',
  HOST_SSH_INCOMPATIBLE: 'incompatible',
}
const LOGIN: Partial<Record<ErrorCode, 'denied' | 'expired' | 'slow' | 'unusable' | 'key' | 'secret'>> = {
  HOST_AUTH_FAILED: 'denied',
  HOST_PASSWORD_EXPIRED: 'expired',
  HOST_LOGIN_SLOW: 'slow',
  HOST_SESSION_SLOW: 'slow',
  HOST_LOGIN_UNUSABLE: 'unusable',
  HOST_LOGIN_KEY_INVALID: 'key',
  HOST_LOGIN_KEY_PASSPHRASE: 'key',
  SECRET_REF_UNRESOLVED: 'secret',
}

const detail = ({ problem }: Subject['access']): string => String(problem?.params?.detail ?? problem?.code ?? '-')

export const SSH_ACCESS = [
  hostCheck({
    id: 'ssh-reachable',
    category: 'ssh',
    title: l('SSH 접속', 'SSH connection'),
    explain: l('콘솔에서 호스트의 SSH 포트까지 연결합니다.', 'From the console to the SSH port of the host.'),
    prepare: l(
      '모든 서버의 전원을 켜고, 콘솔 서버에서 각 서버의 SSH 포트로 접속되게 하십시오.',
      "Switch every server on, and allow connections from the console's machine to its SSH port.",
    ),
    reads: [],
    readsToo: ['access'],
    field: 'resources.nodes',
    column: 'address',
    applies: overSsh,
    outcomes: {
      pass: ok('연결됩니다.', 'It answers.'),
      unreachable: never(
        '응답이 없습니다({detail}).',
        'No answer ({detail}).',
        l(
          '전원, 주소, 중간 방화벽(SSH 포트)을 확인하십시오.',
          'Check power, address and the firewalls in between (SSH port).',
        ),
      ),
      refused: never(
        'SSH 포트가 연결을 거부합니다.',
        'The SSH port refuses the connection.',
        l('sshd가 떠 있는지, 포트 번호가 맞는지 확인하십시오.', 'Check that sshd runs and that the port is right.'),
      ),
      lost: never(
        '연결이 중간에 끊기거나 응답이 멈췄습니다({detail}).',
        'The connection broke or hung ({detail}).',
        l(
          '네트워크 상태와 호스트의 부하를 확인하고 다시 점검하십시오.',
          "Check the network and the host's load, then check again.",
        ),
      ),
      incompatible: never(
        'SSH로 답하지 않거나, 함께 쓸 수 있는 암호 방식이 없습니다({detail}).',
        'It does not speak SSH, or has no cipher in common with the console ({detail}).',
        l(
          '포트 번호와 sshd의 KexAlgorithms, Ciphers, HostKeyAlgorithms를 확인하십시오.',
          "Check the port and sshd's KexAlgorithms, Ciphers and HostKeyAlgorithms.",
        ),
      ),
    },
    unknowns: ['host-unreachable'],
    source: OWN,
    judge: (_, { access }) => {
      const code = access.problem?.code
      const values = { found: detail(access), wanted: 'SSH', params: { detail: detail(access) } }
      if (access.connected || (code && ANSWERED.includes(code))) return { outcome: 'pass', ...values, found: 'SSH' }
      const outcome = code && REACHABLE[code]
      return outcome ? { outcome, ...values } : { unknown: 'host-unreachable', ...values }
    },
  }),
  hostCheck({
    id: 'ssh-host-key',
    category: 'ssh',
    title: l('호스트 키', 'Host key'),
    explain: l('처음 확인한 호스트 키와 같은 서버인지 봅니다.', 'Whether it is the machine whose key was confirmed.'),
    prepare: l(
      '각 서버의 SSH 호스트 키 지문을 서버 담당자에게서 받아 두십시오.',
      "Have the fingerprint of each server's SSH host key ready, from the person who runs it.",
    ),
    reads: [],
    readsToo: ['access'],
    unknowns: ['host-unreachable'],
    applies: overSsh,
    outcomes: {
      pass: ok('확인한 키와 같습니다.', 'It is the confirmed key.'),
      unconfirmed: never(
        '호스트 키를 아직 확인하지 않았습니다.',
        'The host key is not confirmed yet.',
        l(
          '지문을 대조한 뒤 호스트 화면에서 확인하십시오. 명령행에서는 --accept-new-keys로 받아들입니다.',
          'Compare the fingerprint, then confirm it on the hosts page; the command takes it with --accept-new-keys.',
        ),
      ),
      changed: never(
        '호스트 키가 바뀌었습니다. 저장된 지문 {pinned}, 지금 지문 {offered}',
        'The host key has changed. Pinned {pinned}, offered {offered}',
        l(
          '서버를 다시 설치했는지 담당자에게 확인한 뒤 호스트 화면에서 승인하십시오. 명령행을 쓴다면 호스트 키 파일에서 그 호스트의 줄을 지우십시오(ssh-keygen -R).',
          'Ask the owner whether it was reinstalled, then confirm it on the hosts page; for the command remove its line from the file of host keys (ssh-keygen -R).',
        ),
      ),
    },
    source: 'RFC 4251 section 4.1',
    judge: (_, { access }) => {
      const code = access.problem?.code
      const pinned = String(access.problem?.params?.pinned ?? '-')
      const offered = String(access.problem?.params?.offered ?? '-')
      const values = { found: offered, wanted: pinned, params: { pinned, offered } }
      if (code === 'HOST_KEY_CHANGED') return { outcome: 'changed', ...values }
      if (code === 'HOST_KEY_UNCONFIRMED') return { outcome: 'unconfirmed', ...values }
      if (access.connected || (code && ANSWERED.includes(code))) return { outcome: 'pass', found: '=', wanted: '=' }
      return { unknown: 'host-unreachable' }
    },
  }),
  hostCheck({
    id: 'ssh-login',
    category: 'ssh',
    title: l('SSH 로그인', 'SSH login'),
    explain: l('질문지의 계정으로 로그인합니다.', 'Logs in with the account of the questionnaire.'),
    prepare: l(
      '설치에 쓸 SSH 계정을 만들고 비밀번호나 키로 로그인되는지 확인하십시오.',
      'Make the SSH account for the installation, and see that it can log in with its password or key.',
    ),
    reads: [],
    readsToo: ['access'],
    unknowns: ['host-unreachable'],
    field: 'accounts.sshUser',
    applies: overSsh,
    outcomes: {
      pass: ok('로그인됩니다.', 'The login works.'),
      denied: never(
        '{user} 계정으로 로그인하지 못했습니다.',
        'Could not log in as {user}.',
        l(
          '계정, 비밀번호나 키, 비밀번호 만료, sshd의 허용 방식을 확인하십시오.',
          "Check account, password or key, password expiry and sshd's allowed methods.",
        ),
      ),
      expired: never(
        '{user} 계정의 비밀번호가 만료되어 로그인만 되고 일을 할 수 없습니다.',
        'The password of {user} has expired: the login works, but nothing else.',
        l(
          '한 번 로그인해 비밀번호를 바꾸고 질문지에 반영하십시오.',
          'Log in once, change the password and put it into the questionnaire.',
        ),
      ),
      slow: never(
        '{user} 계정의 로그인이 {seconds}초 안에 끝나지 않았습니다.',
        'The login of {user} was not over within {seconds} s.',
        l(
          '호스트의 DNS 서버, sshd의 UseDNS, PAM 모듈, LDAP·AD 서버와 NFS 홈 폴더가 응답하는지 확인하십시오.',
          'Check the DNS servers of the host, UseDNS of sshd, and whether PAM waits for LDAP, AD or a home folder on NFS.',
        ),
      ),
      unusable: never(
        '{user} 계정은 명령을 실행할 수 없습니다({detail}).',
        'The account {user} cannot run commands ({detail}).',
        l(
          '로그인 셸(nologin 등)과 홈 폴더, 계정의 제한을 확인하십시오.',
          'Check its login shell (nologin), its home folder and the limits of the account.',
        ),
      ),
      key: never(
        '질문지의 SSH 키를 쓸 수 없습니다({detail}).',
        'The SSH key of the questionnaire cannot be used ({detail}).',
        l('키와 그 암호를 다시 입력하십시오.', 'Enter the key and its passphrase again.'),
      ),
      secret: never(
        '로그인에 쓸 비밀번호나 키가 없습니다({detail}).',
        'There is no password or key to log in with ({detail}).',
        l('질문지에 비밀번호나 키를 입력하십시오.', 'Enter the password or the key in the questionnaire.'),
      ),
    },
    source: OWN,
    judge: (_, { access }) => {
      if (access.connected) return { outcome: 'pass', found: 'login', wanted: 'login' }
      const { code, params = {} } = access.problem ?? {}
      const outcome = code && LOGIN[code]
      if (!outcome) return { unknown: 'host-unreachable' }
      const seconds = String(params.seconds ?? '-')
      const detail = outcome === 'slow' ? `> ${seconds} s` : String(params.detail ?? params.ref ?? code)
      const why = { user: String(params.user ?? '-'), detail, seconds }
      return { outcome, found: why.detail, wanted: 'login', params: why }
    },
  }),
  hostCheck({
    id: 'sudo-works',
    category: 'ssh',
    title: l('sudo', 'sudo'),
    explain: l('설치는 root 권한으로 진행합니다.', 'The installation works as root.'),
    prepare: l(
      '설치 계정이 sudo로 root 권한을 얻게 하십시오.',
      'Allow the account of the installation to become root with sudo.',
    ),
    reads: [],
    readsToo: ['access'],
    unknowns: ['host-unreachable', 'no-root'],
    field: 'accounts.sudo',
    outcomes: {
      pass: ok('root 권한을 쓸 수 있습니다.', 'root is at hand.'),
      denied: never(
        'root 권한을 얻지 못했습니다({detail}).',
        'Could not become root ({detail}).',
        l(
          '질문지의 sudo 항목을 고치거나 서버에서 sudo 권한을 주십시오.',
          'Correct the sudo answers, or grant sudo on the host.',
        ),
      ),
    },
    source: 'k0sctl, phase/validate_facts.go',
    judge: (_, { access }) => {
      if (!access.connected) return { unknown: 'host-unreachable' }
      // Whoever looks at the machine itself may do so without sudo; what that leaves out is unknown.
      if (access.transport === 'local' && !access.root) return { unknown: 'no-root' }
      const why = String(access.sudoProblem?.params?.detail ?? 'sudo')
      return access.root
        ? { outcome: 'pass', found: 'root', wanted: 'root' }
        : { outcome: 'denied', found: '-', wanted: 'root', params: { detail: why } }
    },
  }),
  betweenCheck({
    id: 'ssh-forwarding',
    category: 'ssh',
    title: l('SSH 전달', 'SSH forwarding'),
    explain: l(
      '호스트 간 포트 점검은 SSH 전달로 합니다. 꺼져 있으면 호스트의 python3, bash, nc, curl 가운데 있는 것을 씁니다.',
      'Ports between hosts are tried through SSH forwarding; without it with python3, bash, nc or curl of the host.',
    ),
    reads: [],
    readsToo: ['reach', 'sshd'],
    unknowns: Reason.options,
    roles: CLUSTER,
    applies: overSsh,
    outcomes: {
      pass: ok('쓸 수 있습니다.', 'It can be used.'),
      off: note(
        'AllowTcpForwarding이 꺼져 있습니다.',
        'AllowTcpForwarding is off.',
        l(
          '호스트에 도구가 없어 포트를 점검하지 못했다면 점검하는 동안만 켜십시오.',
          'Where the host has no tool either, switch it on for the time of the check.',
        ),
      ),
    },
    source: 'sshd_config(5), AllowTcpForwarding and DisableForwarding',
    judge: (_, { node }, { reach, records }) => {
      // Names are tried by a tool of the host anyhow.
      const rows = reach.filter(
        ({ from, address, protocol, result }) =>
          from === node.name && protocol === 'tcp' && isAddress(address) && result !== 'lost',
      )
      if (rows.some((row) => row.result === 'prohibited' || row.via !== 'channel'))
        return { outcome: 'off', found: 'prohibited', wanted: 'yes' }
      if (rows.length) return { outcome: 'pass', found: 'yes', wanted: 'yes' }
      const sshd = records.get(node.name)?.facts.sshd
      if (!sshd || 'absent' in sshd) return { unknown: sshd?.absent ?? 'not-collected' }
      const setting = sshd.value.tcpForwarding ?? 'yes'
      return { outcome: setting === 'no' || setting === 'remote' ? 'off' : 'pass', found: setting, wanted: 'yes' }
    },
  }),
  hostCheck({
    id: 'account-password-expiry',
    category: 'ssh',
    title: l('비밀번호 만료', 'Password expiry'),
    explain: l(
      '설치 도중 비밀번호가 만료되면 그 호스트에서 작업이 멈춥니다.',
      'When the password expires during the installation, work on that host stops.',
    ),
    prepare: l(
      '설치 계정의 비밀번호가 설치 기간에 만료되지 않게 하십시오.',
      "Make sure that the password of the installation's account does not expire during the work.",
    ),
    reads: ['account', 'clock', 'session'],
    field: 'accounts.sshUser',
    applies: overSsh,
    outcomes: {
      pass: ok('만료되지 않습니다.', 'It does not expire soon.'),
      soon: warn(
        '{user} 계정이 {days}일 뒤에 만료됩니다.',
        'The account {user} expires in {days} days.',
        l(
          '설치 전에 만료일을 늘리십시오: chage -M 99999 {user}',
          'Extend it before the installation: chage -M 99999 {user}',
        ),
      ),
      expired: never(
        '{user} 계정의 비밀번호가 만료되었거나 바꿔야 합니다.',
        'The password of {user} has expired or must be changed.',
        l(
          '한 번 로그인해 비밀번호를 바꾸고 질문지에 반영하십시오.',
          'Log in once, change the password and put it into the questionnaire.',
        ),
      ),
    },
    source: 'shadow(5)',
    thresholds: { days: PASSWORD_DAYS_LEFT },
    judge: ({ account, clock, session }) => {
      const today = Math.floor(clock.endMs / DAY_MS)
      const { changedDay, maxDays, expireDay } = account
      const ends = [expireDay, changedDay !== null && maxDays !== null ? changedDay + maxDays : null].filter(
        (day) => day !== null,
      )
      const left = Math.min(...ends, Number.POSITIVE_INFINITY) - today
      const days = Number.isFinite(left) && left < 10_000 ? String(left) : '-'
      const values = {
        found: days,
        identity: session.login,
        wanted: `> ${PASSWORD_DAYS_LEFT.value}`,
        params: { user: session.login, days },
      }
      if (changedDay === 0 || left < 0) return { outcome: 'expired', ...values }
      return { outcome: left < PASSWORD_DAYS_LEFT.value ? 'soon' : 'pass', ...values }
    },
  }),
]
