import { LinuxUser, Port, SshKeyText } from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'
import { choice, existingSecret } from './kinds.ts'

export const accountFields = {
  'accounts.sshUser': {
    group: 'login',
    kind: 'text',
    schema: LinuxUser,
    required: 'remoteSite',
    visible: 'remoteSite',
    label: l('SSH 계정', 'SSH user'),
    help: l(
      '모든 서버에 있는 계정 이름입니다. 한 서버만 다르면 노드 표에 따로 적습니다.',
      'An account that exists on every server. If one server differs, say so in the node table.',
    ),
    example: same('ubuntu'),
  },
  'accounts.sshPort': {
    group: 'login',
    kind: 'number',
    schema: Port,
    required: 'remoteSite',
    visible: 'remoteSite',
    default: 22,
    label: l('SSH 포트', 'SSH port'),
    help: l('보안 정책으로 포트를 바꾸었을 때만 고칩니다.', 'Change it only if your policy moved the port.'),
    example: same('22'),
  },
  'accounts.sshAuth': {
    group: 'login',
    ...choice({ password: l('비밀번호', 'Password'), key: l('SSH 키', 'SSH key') }),
    required: 'remoteSite',
    visible: 'remoteSite',
    default: 'password',
    label: l('접속 방식', 'Login by'),
    help: l('비밀번호 접속이 막혀 있으면 SSH 키를 고릅니다.', 'Choose the key if login by password is forbidden.'),
  },
  'accounts.sshPassword': {
    group: 'login',
    ...existingSecret,
    required: 'sharedPassword',
    visible: 'sshByPassword',
    label: l('SSH 비밀번호', 'SSH password'),
    help: l(
      '위 계정의 비밀번호입니다. 설치할 때 서버에 접속하는 데만 씁니다.',
      'The password of that account. It is used only to log in to the servers for the installation.',
    ),
  },
  'accounts.sshKey': {
    group: 'login',
    kind: 'pem',
    schema: SshKeyText,
    secret: true,
    required: 'sharedKey',
    visible: 'sshByKey',
    label: l('SSH 개인 키', 'SSH private key'),
    help: l(
      '서버에 등록된 공개 키와 짝이 되는 개인 키입니다. 보통 id_ed25519 또는 id_rsa 파일의 내용입니다.',
      'The private key whose public half is on the servers, usually the text of id_ed25519 or id_rsa.',
    ),
    example: same('-----BEGIN OPENSSH PRIVATE KEY-----'),
  },
  'accounts.sshKeyPassphrase': {
    group: 'login',
    ...existingSecret,
    required: false,
    visible: 'sshByKey',
    label: l('키의 암호', 'Passphrase of the key'),
    help: l('개인 키에 암호가 걸려 있을 때만 적습니다.', 'Only if the private key has a passphrase.'),
  },
  'accounts.sudo': {
    group: 'sudo',
    ...choice({
      root: l('root로 바로 접속합니다', 'We log in as root'),
      nopasswd: l('비밀번호 없이 sudo를 쓸 수 있습니다', 'sudo works without a password'),
      password: l('sudo를 쓸 때 비밀번호를 입력합니다', 'sudo asks for a password'),
    }),
    required: 'remoteSite',
    visible: 'remoteSite',
    default: 'password',
    label: l('관리자 권한', 'Administrator rights'),
    help: l(
      '프로그램 설치와 커널 설정에는 관리자(root) 권한이 필요합니다. 위 계정이 권한을 얻는 방법을 고릅니다.',
      'Installing software needs the rights of root. Say how the account gets them.',
    ),
  },
  'accounts.sudoPassword': {
    group: 'sudo',
    ...existingSecret,
    required: 'sudoHasNoPassword',
    visible: 'sudoByPassword',
    label: l('sudo 비밀번호', 'sudo password'),
    help: l(
      'SSH 비밀번호와 다를 때만 적습니다. 비워 두면 SSH 비밀번호를 씁니다.',
      'Only if it differs from the SSH password. Left empty, the SSH password is used.',
    ),
  },
} as const satisfies Record<`accounts.${string}`, FieldSpec<GroupOf<'accounts'>>>
