import { LISTENER } from '../reach/tools/basics.ts'
import type { Raw } from './raw.ts'
import { Absent, optionalLine, optionalNumber, type Readers, section } from './reader.ts'

/** The kernel writes an IPv4 address as eight hex digits in the machine's byte order, which is little endian. */
function addressOfHex(hex: string): string {
  return [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.')
}

const prefixOfMask = (hex: string): number =>
  [...Number.parseInt(hex, 16).toString(2)].filter((bit) => bit === '1').length

type Address = { address: string; prefix: number; dynamic: boolean }

function addressesByInterface(raw: Raw): Map<string, Address[]> {
  const found = new Map<string, Address[]>()
  for (const text of section(raw, 'addresses')) {
    const [, name, address, prefix, rest] = /^\d+:\s+(\S+)\s+inet6?\s+([0-9a-fA-F.:]+)\/(\d{1,3})(.*)$/.exec(text) ?? []
    if (!name || !address || !prefix) continue
    found.set(name, [
      ...(found.get(name) ?? []),
      { address, prefix: Number(prefix), dynamic: / dynamic /.test(rest ?? '') },
    ])
  }
  return found
}

const NET = /^\/sys\/class\/net\/([^/]+)\/address$/

function words(lines: readonly string[], keyword: string): string[] {
  return lines
    .filter((text) => text.split(/\s+/)[0] === keyword)
    .flatMap((text) =>
      text
        .replace(/[#;].*$/, '')
        .trim()
        .split(/\s+/)
        .slice(1),
    )
}

type Listener = { protocol: 'tcp' | 'udp'; address: string; port: number }

/** A line of `ss -Hlntu`: `udp UNCONN 0 0 127.0.0.53%lo:53 0.0.0.0:*`. */
const OF_SS = /^(tcp|udp)\s+(?:LISTEN|UNCONN)\s+\d+\s+\d+\s+(\S+):(\d+)\s/

/** A line of /proc/net/tcp and its like (proc_pid_net(5)), which a host without `ss` answers. */
const OF_KERNEL = /^\/proc\/net\/(tcp|udp)6?:\s*\d+: ([0-9A-F]+):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} (0A|07) /

function listener(text: string): Listener | null {
  const [, protocol, address = '', port] = OF_SS.exec(text) ?? []
  if (!protocol) return listenerOfKernel(text)
  return { protocol: protocol === 'tcp' ? 'tcp' : 'udp', address: plainAddress(address), port: Number(port) }
}

/** Without brackets and interface; the asterisk is any address of both families. */
const plainAddress = (written: string): string =>
  written === '*' ? '::' : written.replace(/^\[|\]/g, '').replace(/%.*$/, '')

function listenerOfKernel(text: string): Listener | null {
  const [, family, address = '', port = '', state] = OF_KERNEL.exec(text) ?? []
  const protocol = family === 'tcp' ? 'tcp' : 'udp'
  if (!family || (state === '0A') !== (protocol === 'tcp')) return null
  return { protocol, address: addressOf(address), port: Number.parseInt(port, 16) }
}

/** `tcp LISTEN 0 128 0.0.0.0:22 0.0.0.0:* users:(("sshd",pid=1,fd=3))`, by protocol and port. */
function owners(raw: Raw): Map<string, string> {
  return new Map(
    raw.lines('owners').flatMap((text): [string, string][] => {
      const [, protocol, port, owner] = /^(tcp|udp)\s.*?:(\d+)\s+\S+\s+users:\(\("([^"]+)"/.exec(text) ?? []
      return protocol && port && owner ? [[`${protocol} ${Number(port)}`, owner]] : []
    }),
  )
}

/** An IPv6 address is four such words; URL writes it in its short form. */
function addressOf(hex: string): string {
  if (hex.length === 8) return addressOfHex(hex)
  const words = [...hex.matchAll(/(..)(..)(..)(..)/g)].map(([, a, b, c, d]) => `${d}${c}:${b}${a}`)
  const url = words.length === 4 ? URL.parse(`http://[${words.join(':')}]`) : null
  return url?.hostname.slice(1, -1) ?? hex
}

/**
 * The files of NetworkManager that count, the last word last (NetworkManager.conf(5)): those that packages bring, those of
 * this boot, the main one, those of the administrator. One hides those of its name in the folders before.
 */
function networkManagerFiles(raw: Raw): string[] {
  const folder = (at: string): string[] =>
    raw.files(new RegExp(`^${at}/NetworkManager/conf\\.d/`)).map(([path]) => path)
  const name = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
  const snippets = raw.values('system', 'snippet')
  const isHidden = (path: string): boolean =>
    snippets.some((each) => name(each) === name(path) && (path.startsWith('/usr/') || each.startsWith('/etc/')))
  const before = [...folder('/usr/lib'), ...folder('/run')].filter((path) => !isHidden(path))
  return [...before, '/etc/NetworkManager/NetworkManager.conf', ...folder('/etc')]
}

/** The devices that NetworkManager leaves alone: a key sets the list anew, with a plus it adds, with a minus it takes away. */
function leftAlone(raw: Raw): string[] {
  let devices: string[] = []
  for (const text of networkManagerFiles(raw).flatMap((path) => raw.file(path))) {
    const [, how, list] = /^\s*unmanaged-devices\s*([+-]?)=(.*)$/.exec(text) ?? []
    const named = (list ?? '')
      .split(/[;,]/)
      .map((each) => each.trim())
      .filter(Boolean)
    if (how === '') devices = named
    else if (how === '+') devices = [...devices, ...named]
    else if (how === '-') devices = devices.filter((each) => !named.includes(each))
  }
  return devices
}

export const NETWORK: Readers<'interfaces' | 'routes' | 'dns' | 'hostsFile' | 'listeners' | 'networkManager'> = {
  interfaces: (raw) => {
    const addresses = addressesByInterface(raw)
    const physical = new Set(raw.values('system', 'device').map((path) => path.split('/')[4]))
    return raw.files(NET).map(([path]) => {
      const name = NET.exec(path)?.[1] ?? ''
      const of = (key: string): string | null => optionalLine(raw, `/sys/class/net/${name}/${key}`)
      return {
        name,
        mac: of('address'),
        mtu: optionalNumber(of('mtu')),
        speed: optionalNumber(of('speed')),
        state: of('operstate') ?? 'unknown',
        physical: physical.has(name),
        addresses: addresses.get(name) ?? [],
      }
    })
  },
  routes: (raw) => {
    const [header, ...lines] = raw.file('/proc/net/route')
    if (header === undefined) throw new Absent(raw.problem('files') ?? 'not-collected')
    return lines.flatMap((text) => {
      const [iface, destination = '', gateway = '', flags = '', , , metric = '', mask = ''] = text.trim().split(/\s+/)
      const up = (Number.parseInt(flags, 16) & 1) === 1
      if (!iface || !up || [destination, gateway, mask].some((hex) => !/^[0-9A-F]{8}$/.test(hex))) return []
      return [
        {
          iface,
          destination: `${addressOfHex(destination)}/${prefixOfMask(mask)}`,
          gateway: gateway === '00000000' ? null : addressOfHex(gateway),
          metric: optionalNumber(metric) ?? 0,
        },
      ]
    })
  },
  dns: (raw) => {
    section(raw, 'files')
    const lines = raw.file('/etc/resolv.conf')
    return {
      nameservers: words(lines, 'nameserver'),
      upstream: words(raw.file('/run/systemd/resolve/resolv.conf'), 'nameserver'),
      search: [...words(lines, 'search'), ...words(lines, 'domain')],
      hostsOrder: words(raw.file('/etc/nsswitch.conf'), 'hosts:'),
    }
  },
  hostsFile: (raw) => {
    section(raw, 'files')
    return raw.file('/etc/hosts').flatMap((text) => {
      const [address, ...names] = text.replace(/#.*$/, '').trim().split(/\s+/)
      return address && names.length ? [{ address, names }] : []
    })
  },
  listeners: (raw) => {
    if (raw.problem('listeners') !== null) throw new Absent(raw.problem('listeners') ?? 'unreadable')
    const named = owners(raw)
    return raw.lines('listeners').flatMap((text) => {
      const found = listener(text)
      const owner = (found && named.get(`${found.protocol} ${found.port}`)) ?? null
      return found && owner !== LISTENER ? [{ ...found, owner }] : []
    })
  },
  networkManager: (raw) => {
    const running = section(raw, 'processes').includes('NetworkManager')
    const cloudSetup = section(raw, 'units').some((text) =>
      /^nm-cloud-setup\.(service|timer) .*(enabled|active)/.test(text),
    )
    return {
      running,
      unmanaged: leftAlone(raw),
      cloudSetup,
    }
  },
}
