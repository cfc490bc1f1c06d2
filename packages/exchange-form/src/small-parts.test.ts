import { expect, test } from 'vitest'
import type { ZodType } from 'zod'
import { contains, formatRange, isIpv6, overlaps, rangeOf } from './ip.ts'
import * as schemas from './schemas.ts'

test.each([
  ['10.20.0.0/24', '10.20.0.0/24'],
  ['10.20.0.77/24', '10.20.0.0/24'],
  ['192.168.1.1/32', '192.168.1.1/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['255.255.255.255/31', '255.255.255.254/31'],
])('the range of %s is %s', (text, range) => {
  const found = rangeOf(text)
  expect(found && formatRange(found)).toBe(range)
})

test.each(['10.20.0.0', '10.20.0.0/33', '10.20.0.0/', '10.20.0/24', '10.20.0.0/24/8', '010.20.0.0/24', '::/0', ''])(
  '%j is no range',
  (text) => {
    expect(rangeOf(text)).toBeUndefined()
  },
)

test('ranges overlap when they share an address', () => {
  const range = (text: string) => rangeOf(text) ?? { first: -1, last: -1, prefix: 0 }
  expect(overlaps(range('10.42.0.0/16'), range('10.42.255.0/24'))).toBe(true)
  expect(overlaps(range('10.42.0.0/16'), range('10.43.0.0/16'))).toBe(false)
  expect(contains(range('128.0.0.0/1'), 2 ** 32 - 1)).toBe(true)
  expect(isIpv6('2001:db8::/32')).toBe(true)
})

const PEM = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----`

test.each<[string, ZodType, string[], string[]]>([
  [
    'Ipv4',
    schemas.Ipv4,
    ['10.0.0.1', ' 10.0.0.1 '],
    ['10.0.0', '10.0.0.256', '010.0.0.1', '0x7f.1', '2130706433', 'host'],
  ],
  [
    'HostAddress',
    schemas.HostAddress,
    ['10.0.0.5', 'nas', 'NAS.hanbit.local'],
    ['10.0.0', '-nas', 'nas_1', 'a b', 'http://nas', ''],
  ],
  [
    'HostPort',
    schemas.HostPort,
    ['harbor:5000', '10.0.0.5', 'r.local:443'],
    ['http://r', 'r:port', 'r/path', 'r:5:6', '1.2.3:5000'],
  ],
  [
    'HttpUrl',
    schemas.HttpUrl,
    ['http://10.0.0.5:3128', 'https://a.b/c?d'],
    ['10.0.0.5:3128', 'ftp://a', 'http://u:p@a', 'http://a b'],
  ],
  ['ProxyUrl', schemas.ProxyUrl, ['http://10.0.0.5:3128', 'https://proxy'], ['http://u:p@a', 'u:p@a:3128', 'a:3128']],
  ['AccountName', schemas.AccountName, ['svc', 'HANBIT\\svc', 'svc@hanbit.local'], ['svc:pw', '', 'a\nb']],
  [
    'NoProxyEntry',
    schemas.NoProxyEntry,
    ['10.0.0.0/8', '.hanbit.local', '*.local', 'localhost'],
    ['10.0.0.0/40', 'a b', 'http://a'],
  ],
  [
    'NodeName',
    schemas.NodeName,
    ['gpu-1', 'gpu.hanbit.local', '1a'],
    ['GPU-1', 'gpu_1', '-gpu', 'gpu-', '10.20.0.1', 'a..b', 'a'.repeat(64)],
  ],
  ['LinuxUser', schemas.LinuxUser, ['root', '_svc', 'svc.install'], ['Root', '1user', 'a b', '$(id)', '']],
  [
    'AbsolutePath',
    schemas.AbsolutePath,
    ['/export/astrago', '/'],
    ['export', '/a b', '/../etc', '/a;rm', '//$(x)', '/a"b'],
  ],
  ['IsoDate', schemas.IsoDate, ['2027-01-15', '2028-02-29'], ['2027-02-29', '2027-1-5', '15.01.2027', '2027-13-01']],
  ['TimeOfDay', schemas.TimeOfDay, ['02:00', '23:59'], ['24:00', '2:00', '02:60']],
  ['Phone', schemas.Phone, ['02-123-4567', '+82 10 1234 5678', '(02) 123'].slice(0, 2), ['전화', '12', 'x'.repeat(9)]],
  ['Bucket', schemas.Bucket, ['astrago-backup'], ['A', 'ab', 'has_underscore', '-abc']],
  [
    'Certificates',
    schemas.Certificates,
    [PEM('CERTIFICATE'), `${PEM('CERTIFICATE')}\n${PEM('CERTIFICATE')}`],
    ['MIIB', `${PEM('CERTIFICATE')}\n${PEM('PRIVATE KEY')}`],
  ],
  [
    'SshKeyText',
    schemas.SshKeyText,
    [PEM('OPENSSH PRIVATE KEY'), PEM('RSA PRIVATE KEY')],
    [PEM('PUBLIC KEY'), 'ssh-ed25519 AAAA'],
  ],
  [
    'TlsKeyText',
    schemas.TlsKeyText,
    [PEM('PRIVATE KEY'), PEM('EC PRIVATE KEY')],
    [PEM('ENCRYPTED PRIVATE KEY'), PEM('CERTIFICATE')],
  ],
])('%s takes and refuses what it should', (_, schema, good, bad) => {
  expect(good.filter((text) => !schema.safeParse(text).success)).toEqual([])
  expect(bad.filter((text) => schema.safeParse(text).success)).toEqual([])
})
