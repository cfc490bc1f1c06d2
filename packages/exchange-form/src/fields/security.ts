import { z } from 'zod'
import { Certificates, Lines } from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'
import { choice } from './kinds.ts'

export const securityFields = {
  'security.selinux': {
    group: 'host',
    ...choice({
      keep: l('지금 설정 그대로 두기', 'Leave it as it is'),
      permissive: l('기록만 하도록 바꾸어도 됩니다(permissive)', 'It may be set to permissive (record only)'),
    }),
    required: true,
    default: 'keep',
    label: l('SELinux 설정', 'SELinux'),
    help: l(
      'RHEL 계열 서버의 접근 통제 기능입니다. 그대로 두는 것이 안전하며, 지원하지 않는 조합이면 사전 점검에서 알려 드립니다.',
      'The access control of RHEL-like servers. Leaving it is the safe choice; the preflight says when a combination is not supported.',
    ),
  },
  'security.firewallPolicy': {
    group: 'host',
    ...choice({
      'open-needed': l('필요한 포트만 설치 중에 열기', 'The installation opens the ports it needs'),
      'managed-by-customer': l('우리가 직접 열기(신청서로 처리)', 'We open them ourselves on request'),
      none: l('서버에 방화벽이 없음', 'There is no firewall on the servers'),
    }),
    required: true,
    default: 'open-needed',
    label: l('서버 방화벽', 'Firewall on the servers'),
    help: l(
      '서버끼리, 그리고 사용자와 서버 사이에 통신할 포트가 열려 있어야 합니다. 어느 쪽을 골라도 방화벽을 끄지는 않습니다.',
      'Servers must reach each other, and users the servers, on certain ports. The firewall is never switched off, whatever you choose.',
    ),
  },
  'security.cisProfile': {
    group: 'host',
    kind: 'boolean',
    schema: z.boolean(),
    required: false,
    visible: 'rke2',
    default: false,
    label: l('CIS 보안 강화 적용', 'CIS hardening'),
    help: l(
      '쿠버네티스를 CIS 보안 기준에 맞추어 설치합니다. 보안 심사에서 요구할 때만 켜십시오. 일부 프로그램이 제한될 수 있습니다.',
      'Installs Kubernetes by the CIS benchmark. Switch it on only if an audit asks for it: some programs may be restricted.',
    ),
  },
  'security.endpointAgents': {
    group: 'rules',
    kind: 'multiline',
    schema: Lines,
    required: false,
    label: l('서버의 보안 프로그램', 'Security agents'),
    help: l(
      '서버에서 도는 백신, EDR, 접근 통제 프로그램의 이름입니다. 컨테이너 폴더를 검사하면 설치가 느려지거나 멈출 수 있습니다.',
      'Antivirus, EDR and access control on the servers. Scanning container folders slows the installation down or stops it.',
    ),
    example: l('V3 Net for Linux, 서버 접근 통제(에이전트 방식)', 'ClamAV, an access control agent'),
  },
  'security.extraCa': {
    group: 'rules',
    kind: 'pem',
    schema: Certificates,
    required: false,
    label: l('사내 인증기관 인증서(PEM)', 'Your certificate authority (PEM)'),
    help: l(
      '사내에서 발급한 인증서나 SSL 검사 장비를 쓰면 그 루트 인증서를 넣어 주십시오. 없으면 사내 서버와의 https 접속이 거부됩니다.',
      'The root certificate of your own authority or TLS inspection. Without it, https to your servers is refused.',
    ),
    example: same('-----BEGIN CERTIFICATE-----'),
  },
  'security.dataRules': {
    group: 'rules',
    kind: 'multiline',
    schema: Lines,
    required: false,
    label: l('자료 반출입 규정', 'Rules on data'),
    help: l(
      '설치 파일 반입과 로그·보고서 반출에 필요한 절차를 적습니다. 문제가 생겼을 때 무엇을 보낼 수 있는지 미리 정해 두기 위해서입니다.',
      'What it takes to bring in installation files and to take out logs and reports, so that it is settled before a problem comes up.',
    ),
    example: l(
      'USB 반입은 하루 전 신청, 로그 반출은 보안팀 승인 필요',
      'USB media on request a day before; logs leave with approval',
    ),
  },
} as const satisfies Record<`security.${string}`, FieldSpec<GroupOf<'security'>>>
