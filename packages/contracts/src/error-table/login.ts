import { type ErrorEntry, l } from './entry.ts'

/** Reaching a host and logging in to it. */
export const LOGIN_ERRORS = {
  HOST_UNREACHABLE: {
    status: 502,
    retry: true,
    what: l('{host}에 연결할 수 없습니다 ({detail}).', 'Cannot reach {host} ({detail}).'),
    cause: l(
      '호스트가 꺼져 있거나, 주소가 틀렸거나, 방화벽이 SSH 포트를 막고 있습니다.',
      'The host is off, the address is wrong, or a firewall drops the SSH port.',
    ),
    fix: l(
      '이 서버에서 해당 주소와 포트로 접속되는지 확인하고 다시 시도하십시오.',
      'Check that this machine can open that address and port, then try again.',
    ),
  },
  HOST_REFUSED: {
    status: 502,
    retry: true,
    what: l('{host}이(가) SSH 연결을 거부했습니다 ({detail}).', '{host} refused the SSH connection ({detail}).'),
    cause: l('sshd가 떠 있지 않거나 다른 포트를 씁니다.', 'sshd is not running or listens on another port.'),
    fix: l('호스트에서 sshd 상태와 포트를 확인하십시오.', 'Check sshd and its port on the host.'),
  },
  HOST_AUTH_FAILED: {
    status: 502,
    retry: false,
    what: l('{host}에 {user} 계정으로 로그인하지 못했습니다.', 'Could not log in to {host} as {user}.'),
    cause: l(
      '비밀번호나 키가 틀렸거나, 비밀번호가 만료되었거나, 그 방식의 로그인이 금지되어 있습니다.',
      'Wrong password or key, an expired password, or this way of logging in is not allowed.',
    ),
    fix: l('사전 질문지의 계정 항목을 확인하십시오.', 'Check the accounts section of the questionnaire.'),
  },
  HOST_LOGIN_SLOW: {
    status: 504,
    retry: true,
    what: l(
      '{host}에 연결했지만 {seconds}초 안에 {user} 계정의 로그인이 끝나지 않았습니다.',
      '{host} answers, but the login of {user} was not over within {seconds} s.',
    ),
    cause: l(
      '대개 sshd가 DNS 역조회(UseDNS)나 PAM 모듈, 응답하지 않는 LDAP·AD 서버를 기다리는 경우입니다.',
      'Mostly sshd waits for a DNS look-up of this machine (UseDNS), for a module of PAM, or for an LDAP or AD server that does not answer.',
    ),
    fix: l(
      '호스트에서 /etc/resolv.conf의 DNS 서버, sshd의 UseDNS, PAM·SSSD 설정을 확인하고 다시 시도하십시오.',
      'On the host check the DNS servers in /etc/resolv.conf, UseDNS of sshd, and PAM and SSSD; then try again.',
    ),
  },
  HOST_SESSION_SLOW: {
    status: 504,
    retry: true,
    what: l(
      '{host}이(가) {user} 계정의 로그인을 받아들였지만 연결을 시작한 지 {seconds}초 안에 세션을 열지 않았습니다.',
      '{host} took the login of {user}, but opened no session within {seconds} s of the connection.',
    ),
    cause: l(
      '대개 PAM의 세션 모듈(pam_systemd, pam_mkhomedir 등)이 응답하지 않는 LDAP·AD 서버나 NFS 홈 폴더를 기다리는 경우입니다.',
      'Mostly a session module of PAM (pam_systemd, pam_mkhomedir or another) waits for an LDAP or AD server, or for a home folder on NFS, that does not answer.',
    ),
    fix: l(
      '호스트의 /etc/pam.d/sshd에 있는 session 줄, systemd-logind, 홈 폴더를 확인하고 다시 시도하십시오.',
      'On the host check the session lines of /etc/pam.d/sshd, systemd-logind and the home folder; then try again.',
    ),
  },
  HOST_KEY_UNCONFIRMED: {
    status: 409,
    retry: false,
    what: l(
      '{host}의 호스트 키를 아직 확인하지 않았습니다 ({offered}).',
      'The host key of {host} is not confirmed yet ({offered}).',
    ),
    cause: l('처음 만나는 호스트입니다.', 'This host is met for the first time.'),
    fix: l(
      '지문을 대조한 뒤 호스트 화면에서 확인하십시오. 명령행에서는 --accept-new-keys로 받아들입니다.',
      'Compare the fingerprint, then confirm it on the hosts page; the command takes it with --accept-new-keys.',
    ),
  },
  HOST_KEY_CHANGED: {
    status: 502,
    retry: false,
    what: l(
      '{host}의 호스트 키가 바뀌어 연결하지 않았습니다. 저장된 지문 {pinned}, 지금 지문 {offered}',
      'The host key of {host} has changed, so the connection was refused. Pinned {pinned}, offered {offered}',
    ),
    cause: l(
      '서버를 다시 설치했거나, 주소가 다른 서버로 옮겨 갔거나, 누군가 중간에 있습니다.',
      'The server was reinstalled, the address moved to another machine, or someone is in between.',
    ),
    fix: l(
      '서버 담당자에게 새 지문을 확인한 뒤 호스트 화면에서 다시 승인하십시오. 명령행을 쓴다면 호스트 키 파일에서 그 호스트의 줄을 지우십시오(ssh-keygen -R).',
      'Ask the owner of the server for its new fingerprint, then confirm it on the hosts page; for the command remove its line from the file of host keys (ssh-keygen -R).',
    ),
  },
  HOST_LOGIN_KEY_INVALID: {
    status: 400,
    retry: false,
    what: l(
      '{host}에 쓸 SSH 개인 키를 읽을 수 없습니다 ({detail}).',
      'The SSH private key for {host} cannot be read ({detail}).',
    ),
    cause: l(
      '공개 키를 붙여 넣었거나, 키가 잘렸거나, 지원하지 않는 형식입니다.',
      'A public key was pasted, the key was cut off, or its format is not supported.',
    ),
    fix: l(
      'OpenSSH 또는 PEM 형식의 개인 키 전체를 BEGIN 줄부터 END 줄까지 다시 입력하십시오.',
      'Enter the whole private key in OpenSSH or PEM format again, from its BEGIN to its END line.',
    ),
  },
  HOST_LOGIN_KEY_PASSPHRASE: {
    status: 400,
    retry: false,
    what: l(
      '{host}에 쓸 SSH 개인 키의 암호가 맞지 않습니다.',
      'The passphrase of the SSH private key for {host} does not fit.',
    ),
    cause: l(
      '키가 암호로 잠겨 있는데 암호가 비어 있거나 틀렸습니다.',
      'The key is locked and its passphrase is missing or wrong.',
    ),
    fix: l('사전 질문지의 키 암호를 확인하십시오.', 'Check the key passphrase in the questionnaire.'),
  },
  HOST_PASSWORD_EXPIRED: {
    status: 502,
    retry: false,
    what: l('{host}의 {user} 계정 비밀번호가 만료되었습니다.', 'The password of {user} on {host} has expired.'),
    cause: l(
      '서버 정책에 따라 비밀번호를 바꿔야 로그인할 수 있습니다.',
      'The server wants a new password before it lets the account in.',
    ),
    fix: l(
      '해당 계정으로 직접 로그인해 비밀번호를 바꾸고 사전 질문지에도 새 비밀번호를 입력하십시오.',
      'Log in by hand, set a new password and enter it in the questionnaire.',
    ),
  },
  HOST_LOGIN_UNUSABLE: {
    status: 502,
    retry: false,
    what: l(
      '{host}에 로그인했지만 명령을 실행할 수 없습니다 ({detail}).',
      'Logged in to {host}, but no command can be run there ({detail}).',
    ),
    cause: l(
      '로그인 셸이 막혀 있거나(nologin), sshd가 정해진 명령만 허용합니다.',
      'The login shell is closed (nologin), or sshd allows a fixed command only.',
    ),
    fix: l(
      '일반 로그인 셸이 있는 계정을 사전 질문지에 입력하십시오.',
      'Enter an account with an ordinary login shell in the questionnaire.',
    ),
  },
  HOST_SSH_INCOMPATIBLE: {
    status: 502,
    retry: false,
    what: l(
      '{host}와(과) SSH 방식을 맞추지 못했습니다 ({detail}).',
      'No common way of speaking SSH with {host} ({detail}).',
    ),
    cause: l(
      '그 포트의 서비스가 SSH가 아니거나, 서로 지원하는 암호 방식이 없습니다.',
      'What listens on that port is not SSH, or both sides share no cipher or key type.',
    ),
    fix: l(
      '포트 번호와 sshd의 Ciphers, KexAlgorithms, HostKeyAlgorithms 설정을 확인하십시오.',
      'Check the port, and Ciphers, KexAlgorithms and HostKeyAlgorithms of sshd.',
    ),
  },
} as const satisfies Record<string, ErrorEntry>
