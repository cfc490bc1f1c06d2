import { Email, IsoDate, Line, Phone } from '../schemas.ts'
import type { GroupOf } from '../sections.ts'
import type { FieldSpec } from '../spec.ts'
import { l, same } from '../text.ts'

export const generalFields = {
  'general.customerName': {
    group: 'project',
    kind: 'text',
    schema: Line,
    required: true,
    label: l('고객사', 'Customer'),
    help: l('설치 확인서의 표지에 들어가는 이름입니다.', 'The name on the cover of the installation report.'),
    example: l('한빛병원', 'Hanbit Hospital'),
  },
  'general.projectName': {
    group: 'project',
    kind: 'text',
    schema: Line,
    required: false,
    label: l('사업 이름', 'Project'),
    help: l(
      '한 고객사에 여러 번 설치할 때 서로 구분하는 이름입니다.',
      'Tells several installations of one customer apart.',
    ),
    example: l('AI센터 1차 구축', 'AI centre, phase 1'),
  },
  'general.plannedDate': {
    group: 'project',
    kind: 'date',
    schema: IsoDate,
    required: false,
    label: l('설치 예정일', 'Planned date'),
    help: l(
      '이 날짜 전에 방화벽 신청과 서버 준비가 끝나야 합니다.',
      'Firewall requests and server preparation must be done before this day.',
    ),
    example: same('2027-01-15'),
  },
  'general.resellerName': {
    group: 'project',
    kind: 'text',
    schema: Line,
    required: false,
    label: l('설치 업체', 'Installed by'),
    help: l('현장에서 설치를 맡는 회사입니다.', 'The company that installs on site.'),
    example: l('가온시스템', 'Gaon Systems'),
  },
  'general.contactName': {
    group: 'contact',
    kind: 'text',
    schema: Line,
    required: true,
    personal: true,
    label: l('담당자 이름', 'Contact name'),
    help: l(
      '답변에 궁금한 점이 있거나 설치 중 확인이 필요할 때 연락드릴 분입니다.',
      'Whom we ask when an answer is unclear or something must be decided during the installation.',
    ),
    example: l('홍길동', 'Jane Hong'),
  },
  'general.contactEmail': {
    group: 'contact',
    kind: 'text',
    schema: Email,
    required: false,
    personal: true,
    label: l('담당자 이메일', 'Contact e-mail'),
    help: l('점검 결과와 설치 보고서를 받을 주소입니다.', 'Where check results and the installation report are sent.'),
    example: l('hong@hanbit.co.kr', 'hong@example.com'),
  },
  'general.contactPhone': {
    group: 'contact',
    kind: 'text',
    schema: Phone,
    required: false,
    personal: true,
    label: l('담당자 전화', 'Contact telephone'),
    help: l('설치 당일 바로 연락할 수 있는 번호입니다.', 'A number that is answered on the day of the installation.'),
    example: l('010-1234-5678', '+82 10-1234-5678'),
  },
  'general.networkContact': {
    group: 'contact',
    kind: 'text',
    schema: Line,
    required: false,
    personal: true,
    label: l('네트워크 · 보안 담당자', 'Network and security contact'),
    help: l(
      '방화벽을 열거나 주소를 정할 때 연락드릴 분의 이름과 연락처입니다. 위 담당자와 같으면 비워 둡니다.',
      'Whom to ask about firewalls and addresses: name and telephone or e-mail. Leave it empty if it is the same person.',
    ),
    example: l('김보안, 010-2345-6789', 'Min Kim, +82 10-2345-6789'),
  },
} as const satisfies Record<`general.${string}`, FieldSpec<GroupOf<'general'>>>
