import { Certificates, HostPort, Line } from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'
import { choice, existingSecret } from './kinds.ts'

export const registryFields = {
  'registry.kind': {
    group: 'place',
    ...choice({
      own: l('함께 설치하기', 'Install one with the platform'),
      existing: l('이미 있는 레지스트리에 올리기', 'Load into one we have'),
      mirror: l('사내 미러에서 받기', 'Fetch through a mirror we have'),
    }),
    required: 'airGapped',
    missing: l(
      '폐쇄망에서는 이미지를 어디에 둘지 정해야 합니다. 잘 모르면 "함께 설치하기"를 고르십시오.',
      'An air-gapped site must say where images are kept. If in doubt, choose "Install one with the platform".',
    ),
    label: l('레지스트리 방식', 'Registry'),
    help: l(
      '컨테이너 이미지 저장소입니다. 사내에 Harbor나 Nexus 같은 저장소가 없으면 "함께 설치하기"를 고릅니다.',
      'A store for container images. If you have none, such as Harbor or Nexus, choose to install one.',
    ),
  },
  'registry.address': {
    group: 'place',
    kind: 'text',
    schema: HostPort,
    required: 'namedRegistry',
    visible: 'namedRegistry',
    drives: 'offline.registry',
    label: l('레지스트리 주소', 'Registry address'),
    help: l(
      '모든 서버에서 접속할 수 있는 주소와 포트입니다. 앞에 http://를 붙이지 않습니다.',
      'Address and port that every server can reach, without http:// in front.',
    ),
    example: l('harbor.hanbit.local:5000', 'harbor.example.local:5000'),
  },
  'registry.username': {
    group: 'login',
    kind: 'text',
    schema: Line,
    required: false,
    visible: 'namedRegistry',
    label: l('레지스트리 계정', 'Registry user'),
    help: l(
      '로그인이 필요한 레지스트리일 때 적습니다. 이미지를 올려야 하면 쓰기 권한이 있는 계정이어야 합니다.',
      'If the registry asks for a login. To load images into it, the account needs the right to write.',
    ),
    example: same('robot$astrago'),
  },
  'registry.password': {
    group: 'login',
    ...existingSecret,
    required: false,
    visible: 'namedRegistry',
    label: l('레지스트리 비밀번호', 'Registry password'),
    help: l('위 계정의 비밀번호 또는 토큰입니다.', 'The password or token of that account.'),
  },
  'registry.ca': {
    group: 'login',
    kind: 'pem',
    schema: Certificates,
    required: false,
    visible: 'namedRegistry',
    label: l('레지스트리의 인증기관(PEM)', 'Certificate authority of the registry (PEM)'),
    help: l(
      '레지스트리가 사내 발급 인증서를 쓰면 그 루트 인증서를 넣습니다. 없으면 서버가 이미지를 받지 못합니다.',
      'The root certificate, if the registry uses one of your own. Without it, servers cannot fetch images.',
    ),
    example: same('-----BEGIN CERTIFICATE-----'),
  },
} as const satisfies Record<`registry.${string}`, FieldSpec<GroupOf<'registry'>>>
