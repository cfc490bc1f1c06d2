import { z } from 'zod'
import { formatRange, isIpv4, isIpv6, rangeOf } from './ip.ts'
import { fault, type MessageId } from './messages.ts'
import { isWeakSecret } from './weak-secrets.ts'

const id = (message: MessageId): MessageId => message
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

const isDnsName = (text: string): boolean => text.length <= 253 && text.split('.').every((label) => LABEL.test(label))
const looksNumeric = (text: string): boolean => /^[\d.]+$/.test(text)
const isHost = (text: string): boolean => isIpv4(text) || (isDnsName(text.toLowerCase()) && !looksNumeric(text))

export const Line = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\r\n]*$/, id('oneLine'))
export const Lines = z.string().trim().min(1).max(4000)

/** Every address schema gives IPv6 its own message instead of "not an address". */
const addressLike = (message: MessageId, isGood: (text: string) => boolean) =>
  z
    .string()
    .trim()
    .superRefine((text, context) => {
      if (isIpv6(text)) fault(context, 'ipv6')
      else if (!isGood(text)) fault(context, message)
    })

export const Ipv4 = addressLike('address', isIpv4)
/** IPv4 address or DNS name. */
export const HostAddress = addressLike('host', isHost)
/** As no_proxy takes them: address, range, name, `.suffix` or `*.suffix`. */
export const NoProxyEntry = addressLike(
  'noProxyEntry',
  (text) => isHost(text.replace(/^\*?\./, '')) || rangeOf(text) !== undefined,
)

export const Cidr = z
  .string()
  .trim()
  .superRefine((text, context) => {
    const range = rangeOf(text)
    if (isIpv6(text)) fault(context, 'ipv6')
    else if (!range) fault(context, 'cidr')
    else if (formatRange(range) !== text) fault(context, 'cidrStart', { network: formatRange(range) })
  })

export const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .refine((text) => isDnsName(text) && !looksNumeric(text), id('domain'))

/** `host` or `host:port`, as image names begin with it. */
export const HostPort = z
  .string()
  .trim()
  .refine((text) => /^[^:/]+(:\d{1,5})?$/.test(text) && isHost(text.replace(/:\d+$/, '')), id('hostPort'))

/** Whether an address has a user name or password before its host. */
const holdsLogin = (text: string): boolean => /^(\w+:\/\/)?[^/]*@/.test(text)

const httpUrl = (withLogin: MessageId) =>
  z
    .string()
    .trim()
    .max(500)
    .superRefine((text, context) => {
      if (holdsLogin(text)) fault(context, withLogin)
      else if (!/^https?:\/\/[^\s/?#:]+(:\d{1,5})?([/?#]\S*)?$/i.test(text)) fault(context, 'httpUrl')
    })

export const HttpUrl = httpUrl('urlSecret')
/** Its login has fields of its own. */
export const ProxyUrl = httpUrl('proxyUrlSecret')
/** Of a login over HTTP, where a colon ends the name (RFC 7617 section 2). */
export const AccountName = Line.regex(/^[^:]*$/, id('noColon'))

export const Email = z
  .string()
  .trim()
  .max(200)
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, id('email'))
export const Phone = z
  .string()
  .trim()
  .max(40)
  .regex(/^\+?[\d][\d\s()./-]{5,}$/, id('phone'))
export const IsoDate = z.string().trim().refine(isDate, id('date'))
export const TimeOfDay = z
  .string()
  .trim()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, id('time'))
/** Absolute, without `..` and without what a mount option or an unquoted word would trip over. */
export const AbsolutePath = z
  .string()
  .trim()
  .max(300)
  .refine((text) => /^\/[\w./@+-]*$/.test(text) && !text.split('/').includes('..'), id('path'))
export const LinuxUser = z
  .string()
  .trim()
  .regex(/^[a-z_][a-z0-9_.-]{0,31}$/, id('userName'))
export const PlainName = z
  .string()
  .trim()
  .max(100)
  .regex(/^[A-Za-z0-9][\w.-]*$/, id('name'))
export const Bucket = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, id('bucket'))
/** A Kubernetes node name: an RFC 1123 subdomain; one that looks like an address would be mistaken for it. */
export const NodeName = z
  .string()
  .trim()
  .refine((text) => isDnsName(text) && !looksNumeric(text), id('nodeName'))

export const Port = z.number().int(id('port')).min(1, id('port')).max(65535, id('port'))
export const NodePort = z.number().int(id('nodePort')).min(30000, id('nodePort')).max(32767, id('nodePort'))
export const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(50)

/** One line feed at the end and between lines: OpenSSH refuses keys without the last one. */
const tidyPem = (text: string): string => `${text.replace(/\r\n?/g, '\n')}\n`

export const Certificates = z
  .string()
  .trim()
  .max(100_000)
  .superRefine((text, context) => {
    if (/PRIVATE KEY-----/.test(text)) fault(context, 'certificateKeyMixed')
    else if (!isPem(text, 'CERTIFICATE')) fault(context, 'certificate')
  })
  .transform(tidyPem)

const PrivateKey = z
  .string()
  .trim()
  .max(20_000)
  .refine((text) => isPem(text, '(?:[A-Z0-9]+ )*PRIVATE KEY'), id('privateKey'))

export const SshKeyText = PrivateKey.transform(tidyPem)
export const TlsKeyText = PrivateKey.refine((text) => !/ENCRYPTED/.test(text), id('encryptedKey')).transform(tidyPem)

/** A secret that exists already: its owner chose it, so its strength is not ours to refuse. */
export const ExistingSecret = z
  .string()
  .min(1)
  .max(1000)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/, id('secretText'))

/** A secret that this installation sets. Length as in NIST SP 800-63B; known defaults are refused. */
export const NewSecret = ExistingSecret.min(12, id('secretShort')).refine(
  (text) => !isWeakSecret(text),
  id('secretWeak'),
)

function isPem(text: string, label: string): boolean {
  return new RegExp(`^-----BEGIN ${label}-----\\r?\\n[\\s\\S]+\\n-----END ${label}-----`, 'm').test(text)
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
