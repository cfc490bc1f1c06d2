import { betweenCheck, block, hostCheck, never, note, ok, type Subject, warn } from '../check.ts'
import { l } from '../text.ts'
import { IDLE_ENDS, LOGIN_FAILURES, SHELLS, SSH_SESSIONS, SSH_STARTUPS } from '../thresholds/site.ts'
import { inCluster, list } from './helpers.ts'

const overSsh = ({ access }: Subject): boolean => access.transport === 'ssh'
const BY_ANSIBLE = 'kubespray'

// A small Red Hat has no chsh.
const USE_BASH = l(
  '설치 계정의 셸을 바꾸십시오: usermod -s /bin/bash 계정',
  'Change the shell of the account: usermod -s /bin/bash ACCOUNT',
)

export const SSH_SETUP = [
  hostCheck({
    id: 'sudo-secure-path',
    category: 'ssh',
    title: l('sudo의 명령 경로', 'Command path of sudo'),
    explain: l(
      'RHEL 계열의 sudo는 /usr/local/bin을 찾지 않습니다. 설치는 전체 경로를 쓰지만, 손으로 할 때는 rke2, kubectl이 없다고 나옵니다.',
      'On RHEL-like systems sudo does not look into /usr/local/bin: the installation uses full paths, but by hand rke2 and kubectl seem to be missing.',
    ),
    reads: ['session', 'searchPath'],
    field: 'accounts.sudo',
    outcomes: {
      pass: ok('/usr/local/bin을 찾습니다.', 'It looks into /usr/local/bin.'),
      short: note(
        '/usr/local/bin을 찾지 않습니다.',
        'It does not look into /usr/local/bin.',
        l('원하면 sudoers의 secure_path에 더하십시오.', 'Add it to secure_path in sudoers if you like.'),
      ),
    },
    unknowns: ['no-root'],
    source: 'k3s-io/k3s#10175; k0sproject/k0sctl#437',
    judge: ({ session, searchPath }) => {
      if (session.uid !== 0) return { unknown: 'no-root' }
      const outcome = searchPath.includes('/usr/local/bin') ? 'pass' : 'short'
      return { outcome, found: searchPath.join(':'), wanted: '/usr/local/bin' }
    },
  }),
  hostCheck({
    id: 'login-shell',
    category: 'ssh',
    title: l('로그인 셸', 'Login shell'),
    explain: l(
      '설치 명령은 로그인 셸을 거쳐 실행됩니다. csh나 fish는 문법이 달라 Ansible 작업이 실패할 수 있습니다.',
      'Commands come through the login shell; csh and fish have another syntax, and tasks of Ansible may fail.',
    ),
    prepare: l(
      '설치 계정의 로그인 셸을 bash로 정하십시오.',
      'Give the account of the installation bash as its login shell.',
    ),
    reads: ['login'],
    field: 'accounts.sshUser',
    applies: overSsh,
    outcomes: {
      pass: ok('{shell}입니다.', 'It is {shell}.'),
      central: note('계정이 /etc/passwd에 없습니다(LDAP 등).', 'The account is not in /etc/passwd (LDAP or the like).'),
      unusual: note(
        '{shell}입니다. 콘솔은 sh로 실행하므로 괜찮습니다.',
        'It is {shell}; the console uses sh, so it will do.',
      ),
      ansible: warn(
        '{shell}입니다. Ansible의 명령이 실패할 수 있습니다.',
        'It is {shell}: commands of Ansible may fail.',
        USE_BASH,
      ),
      none: never('{shell}이라 명령을 실행할 수 없습니다.', 'It is {shell}, which runs no commands.', USE_BASH),
    },
    thresholds: { shells: SHELLS },
    judge: ({ login }, { site }) => {
      const shell = login.shell ?? '-'
      const name = shell.slice(shell.lastIndexOf('/') + 1)
      const values = { found: shell, wanted: list(SHELLS.value), params: { shell } }
      if (login.shell === null) return { outcome: 'central', ...values }
      if (name === 'nologin' || name === 'false') return { outcome: 'none', ...values }
      if (SHELLS.value.includes(name)) return { outcome: 'pass', ...values }
      return { outcome: site.distribution === BY_ANSIBLE ? 'ansible' : 'unusual', ...values }
    },
  }),
  hostCheck({
    id: 'login-failures',
    category: 'ssh',
    title: l('로그인 실패 횟수', 'Failed logins'),
    explain: l(
      '실패가 쌓이면 계정이 잠깁니다. 설치 도중 잠기면 작업이 멈춥니다.',
      'Failures add up until the account is locked; in the middle of the installation that stops the work.',
    ),
    prepare: l(
      '설치 계정에 쌓인 로그인 실패 기록을 지우십시오.',
      'Clear the failed logins that have added up for the account of the installation.',
    ),
    reads: ['login'],
    field: 'accounts.sshUser',
    applies: overSsh,
    outcomes: {
      pass: ok('쌓인 실패가 거의 없습니다.', 'There are none, or few.'),
      many: warn(
        '실패가 {found}번 쌓여 있습니다.',
        'There are {found} of them.',
        l(
          '누가 틀린 비밀번호로 접속하는지 보고 지우십시오: faillock --user 계정 --reset',
          'See who uses a wrong password, then clear them: faillock --user ACCOUNT --reset',
        ),
      ),
    },
    unknowns: ['no-root'],
    thresholds: { failures: LOGIN_FAILURES },
    judge: ({ login: { failures } }) => {
      if (failures === null) return { unknown: 'no-root' }
      const outcome = failures >= LOGIN_FAILURES.value ? 'many' : 'pass'
      return {
        outcome,
        found: String(failures),
        wanted: `< ${LOGIN_FAILURES.value}`,
        identity: '',
        params: { found: failures },
      }
    },
  }),
  hostCheck({
    id: 'login-noise',
    category: 'ssh',
    title: l('로그인할 때 나오는 글자', 'Text printed at login'),
    explain: l(
      '로그인 프로필이 글자를 출력하면 Ansible처럼 출력을 읽는 도구가 실패합니다.',
      'When the login profile prints text, tools that read the output, such as Ansible, fail.',
    ),
    prepare: l(
      '로그인할 때 프로필 스크립트가 글자를 출력하지 않게 하십시오.',
      'Keep login scripts from printing text when the account logs in.',
    ),
    reads: ['loginNoise'],
    applies: overSsh,
    outcomes: {
      pass: ok('아무것도 출력하지 않습니다.', 'It prints nothing.'),
      noisy: note(
        '출력이 있지만 콘솔은 걸러냅니다: {sample}',
        'It prints text, which the console leaves out: {sample}',
      ),
      ansible: block(
        '출력이 있어 Ansible이 실패합니다: {sample}',
        'It prints text, on which Ansible fails: {sample}',
        l(
          '.bashrc와 /etc/profile.d에서 대화형 셸일 때만 출력하게 하십시오: [ -t 1 ] && ...',
          'In .bashrc and /etc/profile.d print in interactive shells only: [ -t 1 ] && ...',
        ),
      ),
    },
    source: 'Ansible documentation, frequently asked questions',
    judge: ({ loginNoise: { characters, sample } }, { site }) => {
      const values = { found: characters ? sample || `${characters}` : '-', wanted: '-', params: { sample } }
      if (characters === 0) return { outcome: 'pass', ...values }
      return { outcome: site.distribution === BY_ANSIBLE ? 'ansible' : 'noisy', ...values }
    },
  }),
  hostCheck({
    id: 'ssh-sftp',
    category: 'ssh',
    title: l('SFTP', 'SFTP'),
    explain: l(
      '콘솔은 SFTP 없이 파일을 보내지만, k0sctl이나 Ansible 같은 도구는 SFTP를 먼저 씁니다.',
      'The console sends files without it; tools such as k0sctl and Ansible try it first.',
    ),
    reads: ['sshdLimits'],
    applies: overSsh,
    outcomes: {
      pass: ok('쓸 수 있습니다.', 'It can be used.'),
      off: note('sshd 설정에 없습니다.', 'It is not in the configuration of sshd.'),
    },
    source: 'k0sproject/rig, remotefs/upload.go',
    judge: ({ sshdLimits: { sftp } }) => ({
      outcome: sftp ? 'pass' : 'off',
      found: sftp ? 'sftp' : '-',
      wanted: 'sftp',
    }),
  }),
  hostCheck({
    id: 'ssh-max-sessions',
    category: 'ssh',
    title: l('연결당 세션 수', 'Sessions over one connection'),
    explain: l(
      '콘솔과 Ansible은 연결 하나에서 여러 명령을 함께 실행합니다.',
      'The console and Ansible run several commands over one connection.',
    ),
    prepare: l(
      'SSH 서버가 연결 하나에 세션을 여럿 받게 설정하십시오.',
      'Set the SSH server to take several sessions over one connection.',
    ),
    reads: ['sshd'],
    applies: overSsh,
    outcomes: {
      pass: ok('충분합니다.', 'There are enough.'),
      few: warn(
        'MaxSessions가 {found}입니다. 작업이 느려지거나 실패할 수 있습니다.',
        'MaxSessions is {found}: work may be slow or fail.',
        l('sshd_config의 MaxSessions를 10 이상으로 올리십시오.', 'Set MaxSessions to 10 or more in sshd_config.'),
      ),
      large: warn(
        '노드가 {nodes}대인데 MaxSessions가 {found}입니다. Kubespray가 한 서버에 몰아 실행하는 작업이 실패합니다.',
        'With {nodes} nodes and MaxSessions {found}, tasks that Kubespray runs on one host fail.',
        l('sshd_config의 MaxSessions를 30 이상으로 올리십시오.', 'Set MaxSessions to 30 or more in sshd_config.'),
      ),
    },
    thresholds: { sessions: SSH_SESSIONS },
    judge: ({ sshd }, { site, nodes }) => {
      const { least, large, largeFrom } = SSH_SESSIONS
      const found = sshd.maxSessions ?? least.value
      const count = nodes.filter(inCluster).length
      const needsMore = site.distribution === BY_ANSIBLE && count > largeFrom.value
      const values = {
        found: String(found),
        wanted: `>= ${needsMore ? large.value : least.value}`,
        params: { found, nodes: count },
      }
      if (found < least.value) return { outcome: 'few', ...values }
      return { outcome: needsMore && found < large.value ? 'large' : 'pass', ...values }
    },
  }),
  hostCheck({
    id: 'ssh-max-startups',
    category: 'ssh',
    title: l('동시에 시작하는 접속', 'Connections that begin together'),
    explain: l(
      'MaxStartups가 작으면 한꺼번에 시작한 접속 가운데 일부가 끊겨, 되다 안 되다 합니다.',
      'With a small MaxStartups some connections that begin together are dropped, so it works now and then.',
    ),
    prepare: l(
      'SSH 서버가 동시에 시작하는 접속을 끊지 않게 설정하십시오.',
      'Set the SSH server to take several connections that begin at once.',
    ),
    reads: ['sshdLimits'],
    applies: overSsh,
    outcomes: {
      pass: ok('충분합니다.', 'It is enough.'),
      few: warn(
        'MaxStartups가 {found}부터 접속을 끊습니다.',
        'MaxStartups drops connections from {found} on.',
        l('sshd_config의 MaxStartups를 10:30:100으로 두십시오.', 'Set MaxStartups to 10:30:100 in sshd_config.'),
      ),
    },
    thresholds: { startups: SSH_STARTUPS },
    judge: ({ sshdLimits }) => {
      const found = sshdLimits.maxStartups ?? SSH_STARTUPS.value
      const outcome = found < SSH_STARTUPS.value ? 'few' : 'pass'
      return { outcome, found: String(found), wanted: `>= ${SSH_STARTUPS.value}`, params: { found } }
    },
  }),
  hostCheck({
    id: 'ssh-idle-timeout',
    category: 'ssh',
    title: l('조용한 접속의 제한', 'Limit on idle connections'),
    explain: l(
      '보안 설정이 조용한 접속을 끊으면, 출력이 없는 긴 작업이 도중에 끊깁니다.',
      'Where idle connections are ended, long tasks without output break off.',
    ),
    prepare: l(
      '설치하는 동안 SSH 서버가 조용한 접속을 끊지 않게 하십시오.',
      'Keep the SSH server from ending idle connections during the installation.',
    ),
    reads: ['sshdLimits', 'os'],
    applies: overSsh,
    outcomes: {
      pass: ok('조용한 접속을 끊지 않습니다.', 'Idle connections are left alone.'),
      old: warn(
        '이 버전의 sshd는 ClientAliveCountMax 0일 때 {interval}초 동안 조용한 접속을 끊습니다.',
        'This version of sshd ends connections that are idle for {interval} s when ClientAliveCountMax is 0.',
        l('ClientAliveCountMax를 3으로 두십시오.', 'Set ClientAliveCountMax to 3.'),
      ),
      channels: warn(
        'sshd가 조용한 채널이나 접속을 끊습니다: {timeouts}',
        'sshd ends idle channels or connections: {timeouts}',
        l(
          '설치하는 동안 ChannelTimeout과 UnusedConnectionTimeout을 끄십시오.',
          'Switch ChannelTimeout and UnusedConnectionTimeout off for the installation.',
        ),
      ),
    },
    source: 'sshd_config(5), ChannelTimeout and UnusedConnectionTimeout',
    thresholds: { 'idle ends up to': IDLE_ENDS },
    judge: ({ sshdLimits: { aliveInterval, aliveCountMax, timeouts }, os }) => {
      const interval = aliveInterval ?? '0'
      const newest = IDLE_ENDS.value[os.id]
      const old = newest !== undefined && Number.parseInt(os.version, 10) <= newest
      const values = {
        found: timeouts.length ? list(timeouts) : `${interval} x ${aliveCountMax ?? 3}`,
        wanted: '-',
        params: { interval, timeouts: list(timeouts) },
      }
      if (timeouts.length) return { outcome: 'channels', ...values }
      return { outcome: old && aliveCountMax === 0 && Number.parseInt(interval, 10) > 0 ? 'old' : 'pass', ...values }
    },
  }),
  betweenCheck({
    id: 'ssh-same-account',
    category: 'ssh',
    title: l('같은 계정', 'One account'),
    explain: l(
      '서버마다 계정이 다르면 손으로 하는 작업과 폐쇄망 스크립트가 한 번에 돌지 않습니다.',
      'With different accounts, work by hand and the scripts for air-gapped sites do not run in one go.',
    ),
    prepare: l(
      '모든 서버에 같은 이름의 설치 계정을 만드십시오.',
      'Make the account of the installation under the same name on all servers.',
    ),
    reads: ['session'],
    field: 'accounts.sshUser',
    applies: overSsh,
    compares: { by: ['session'] },
    outcomes: {
      pass: ok('다른 서버와 같은 계정입니다.', 'It is the account of the others.'),
      differs: note('이 서버는 {found}, 다른 서버는 {wanted}입니다.', 'This host has {found}, the others {wanted}.'),
      scripts: warn(
        '이 서버는 {found}, 다른 서버는 {wanted}입니다. 폐쇄망 스크립트는 같은 계정과 비밀번호가 필요합니다.',
        'This host has {found}, the others {wanted}: the scripts for air-gapped sites need one account and password.',
        l('모든 서버에 같은 계정을 만드십시오.', 'Make one account on all hosts.'),
      ),
    },
    source: 'AstraGo deployment, offline guide (one user and password on all nodes)',
    judge: ({ session }, { site }, { records }) => {
      const logins = [...records.values()].flatMap(({ facts }) =>
        'value' in facts.session ? [facts.session.value.login] : [],
      )
      const groups = [...Map.groupBy(logins.sort(), (login) => login)].sort(([, a], [, b]) => b.length - a.length)
      const [found, wanted] = [session.login || '-', groups[0]?.[0] || '-']
      const values = { found, wanted, params: { found, wanted } }
      if (found === wanted) return { outcome: 'pass', ...values }
      const scripts = site.distribution === BY_ANSIBLE && site.profile === 'air-gapped'
      return { outcome: scripts ? 'scripts' : 'differs', ...values }
    },
  }),
]
