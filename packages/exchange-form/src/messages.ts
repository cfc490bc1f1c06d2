import { fill, type Localized, type Params, withParticle } from '@astrago/contracts'
import type { z } from 'zod'
import { l } from './text.ts'

/** What is wrong with one value. Schemas name these by id; zod's own English never reaches a person. */
export const MESSAGES = {
  address: l('IPv4 주소가 아닙니다. 예: 10.20.0.11', 'This is not an IPv4 address. Example: 10.20.0.11'),
  ipv6: l(
    '아직 IPv4만 지원합니다. IPv4 주소를 적어 주십시오.',
    'Only IPv4 is supported for now. Please enter an IPv4 address.',
  ),
  cidr: l('주소 대역 형식이 아닙니다. 예: 10.20.0.0/24', 'This is not an address range. Example: 10.20.0.0/24'),
  cidrStart: l('대역은 첫 주소로 적어야 합니다: {network}', 'A range is written with its first address: {network}'),
  host: l(
    '서버 주소가 아닙니다. IPv4 주소나 이름을 적어 주십시오. 예: 10.20.0.5, nas.hanbit.local',
    'This is not a server address. Enter an IPv4 address or a name, such as 10.20.0.5 or nas.example.local.',
  ),
  domain: l(
    '도메인 형식이 아닙니다. 예: astrago.hanbit.local',
    'This is not a domain name. Example: astrago.example.local',
  ),
  hostPort: l(
    '"주소:포트" 형식으로 적어 주십시오. http://는 붙이지 않습니다. 예: harbor.hanbit.local:5000',
    'Enter it as address:port, without http://. Example: harbor.example.local:5000',
  ),
  httpUrl: l(
    'http:// 또는 https://로 시작하는 주소가 아닙니다. 예: http://10.20.0.5:3128',
    'This is not an address that begins with http:// or https://. Example: http://10.20.0.5:3128',
  ),
  urlSecret: l(
    '주소 안에 계정이나 비밀번호를 적을 수 없습니다. 주소에서 "계정:비밀번호@" 부분을 지워 주십시오.',
    'An address must not hold a user name or password. Please remove the "user:password@" part.',
  ),
  proxyUrlSecret: l(
    '프록시 주소에는 계정과 비밀번호를 적을 수 없습니다. "계정:비밀번호@" 부분을 지우고, 아래 "프록시 계정"과 "프록시 비밀번호" 칸에 적어 주십시오.',
    'The address of a proxy must not hold a user name or password. Please remove the "user:password@" part and enter them in "Proxy user" and "Proxy password" below.',
  ),
  noColon: l('계정 이름에는 콜론(:)을 쓸 수 없습니다.', 'A user name cannot have a colon in it.'),
  noProxyEntry: l(
    '주소, 대역, 도메인 중 하나여야 합니다. 예: 10.20.0.0/24, .hanbit.local',
    'Must be an address, a range or a domain. Example: 10.20.0.0/24, .example.local',
  ),
  email: l('이메일 주소가 아닙니다. 예: hong@hanbit.co.kr', 'This is not an e-mail address. Example: hong@example.com'),
  phone: l('전화번호가 아닙니다. 예: 02-123-4567', 'This is not a telephone number. Example: +82 2-123-4567'),
  date: l('날짜가 아닙니다. 예: 2027-01-15', 'This is not a date. Example: 2027-01-15'),
  time: l('시각이 아닙니다. 예: 02:00', 'This is not a time of day. Example: 02:00'),
  path: l(
    '/로 시작하는 경로여야 합니다. 예: /export/astrago',
    'Must be a path that begins with /. Example: /export/astrago',
  ),
  userName: l(
    '리눅스 계정 이름이 아닙니다. 영문 소문자로 시작하고 공백이 없어야 합니다. 예: ubuntu',
    'This is not a Linux account name: it begins with a small letter and has no blanks. Example: ubuntu',
  ),
  nodeName: l(
    '서버 이름에는 영문 소문자, 숫자, -, .만 쓸 수 있고 글자나 숫자로 시작하고 끝나야 합니다. 예: gpu-1',
    'A server name has only small letters, digits, - and ., and begins and ends with a letter or digit. Example: gpu-1',
  ),
  name: l(
    '이름에는 영문, 숫자, -, _, .만 쓸 수 있습니다. 예: astrago',
    'A name has only letters, digits, -, _ and . in it. Example: astrago',
  ),
  bucket: l(
    '버킷 이름은 영문 소문자, 숫자, -, .로 된 3~63자입니다. 예: astrago-backup',
    'A bucket name is 3 to 63 small letters, digits, - and . Example: astrago-backup',
  ),
  nodePort: l(
    '30000에서 32767 사이의 포트여야 합니다. 쿠버네티스가 외부에 여는 포트 범위입니다.',
    'Must be a port from 30000 to 32767: the range Kubernetes opens to the outside.',
  ),
  port: l('1에서 65535 사이의 포트 번호여야 합니다.', 'Must be a port number from 1 to 65535.'),
  certificate: l(
    'PEM 인증서가 아닙니다. "-----BEGIN CERTIFICATE-----"로 시작하는 내용 전체를 붙여 넣어 주십시오.',
    'This is not a PEM certificate. Paste the whole text that begins with "-----BEGIN CERTIFICATE-----".',
  ),
  certificateKeyMixed: l(
    '인증서 칸에 개인 키가 들어 있습니다. 개인 키는 키 칸에 따로 붙여 넣어 주십시오.',
    'There is a private key among the certificates. Paste the key into its own field.',
  ),
  privateKey: l(
    'PEM 개인 키가 아닙니다. "-----BEGIN ... PRIVATE KEY-----"로 시작하는 내용 전체를 붙여 넣어 주십시오.',
    'This is not a PEM private key. Paste the whole text that begins with "-----BEGIN ... PRIVATE KEY-----".',
  ),
  encryptedKey: l(
    '암호가 걸린 키는 웹 서버가 읽을 수 없습니다. 암호를 푼 키를 넣어 주십시오.',
    'A web server cannot read a key with a passphrase. Enter the key without it.',
  ),
  secretShort: l('비밀번호는 12자 이상이어야 합니다.', 'A password needs at least 12 characters.'),
  secretWeak: l(
    '널리 알려졌거나 짐작하기 쉬운 비밀번호입니다. 비워 두면 안전한 값을 만들어 드립니다.',
    'This password is widely known or easy to guess. Leave it empty and a strong one is made for you.',
  ),
  secretText: l('줄 바꿈이나 제어 문자는 쓸 수 없습니다.', 'Line breaks and control characters cannot be used.'),
  secretRef: l(
    '비밀값은 "env:이름", "file:/경로", "vault:항목" 중 하나로 가리켜야 합니다.',
    'A secret must be referred to as "env:NAME", "file:/path" or "vault:field".',
  ),
  secretGone: l(
    '이 값은 그사이 지워졌거나 다른 서버로 옮겨졌습니다. 다시 입력하거나 지워 주십시오.',
    'This secret has been removed or moved to another server meanwhile. Enter it again, or clear it.',
  ),
  oneLine: l('한 줄로 적어 주십시오.', 'Please write it in one line.'),
  empty: l('비어 있습니다.', 'This is empty.'),
  tooLong: l('너무 깁니다. {max}자까지 적을 수 있습니다.', 'Too long: at most {max} characters.'),
  tooMany: l('너무 많습니다. {max}개까지 적을 수 있습니다.', 'Too many: at most {max}.'),
  atLeast: l('{min} 이상이어야 합니다.', 'Must be at least {min}.'),
  atMost: l('{max} 이하여야 합니다.', 'Must be at most {max}.'),
  number: l('숫자를 적어 주십시오.', 'Please enter a number.'),
  wholeNumber: l('소수점 없는 숫자를 적어 주십시오.', 'Please enter a whole number.'),
  choice: l('목록에 있는 값이 아닙니다. 고를 수 있는 값: {values}', 'Not one of the choices: {values}'),
  shape: l('이 항목에 맞지 않는 형식의 값입니다.', 'The value is of the wrong kind for this field.'),
  unknownField: l('사전 질문지에 없는 항목입니다.', 'The questionnaire has no such field.'),
} as const satisfies Record<string, Localized>

export const emptyMessage = (label: Localized): Localized =>
  l(`${withParticle(label.ko, '이(가)')} 비어 있습니다.`, `${label.en}: not filled in yet.`)

export type MessageId = keyof typeof MESSAGES

/** Adds an issue that carries a message id and its parameters. */
export function fault(context: z.RefinementCtx, id: MessageId, params: Params = {}): void {
  context.addIssue({ code: 'custom', message: id, params })
}

const isMessageId = (text: string): text is MessageId => Object.hasOwn(MESSAGES, text)

/** What is wrong with a number, and what one looks like. */
export const withExample = (message: Localized, example: Localized | undefined): Localized =>
  example && (message === MESSAGES.number || message === MESSAGES.wholeNumber)
    ? l(`${message.ko} 예: ${example.ko}`, `${message.en} Example: ${example.en}`)
    : message

/** The text for a zod issue: by the message id it carries, else by its code. */
export function messageOf(issue: z.core.$ZodIssue): Localized {
  if (isMessageId(issue.message)) {
    return fill(MESSAGES[issue.message], issue.code === 'custom' ? ((issue.params ?? {}) as Params) : {})
  }
  return byCode(issue)
}

function byCode(issue: z.core.$ZodIssue): Localized {
  switch (issue.code) {
    case 'too_big':
      return fill(MESSAGES[tooBig(issue.origin)], { max: Number(issue.maximum) })
    case 'too_small':
      return issue.origin === 'number' ? fill(MESSAGES.atLeast, { min: Number(issue.minimum) }) : MESSAGES.empty
    case 'invalid_value':
      return fill(MESSAGES.choice, { values: issue.values.map(String).join(', ') })
    case 'invalid_type':
      return { number: MESSAGES.number, int: MESSAGES.wholeNumber }[issue.expected as string] ?? MESSAGES.shape
    default:
      return MESSAGES.shape
  }
}

function tooBig(origin: string): MessageId {
  if (origin === 'string') return 'tooLong'
  return origin === 'array' ? 'tooMany' : 'atMost'
}
