import { type FirewallRow, packetRules, portRules } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listenAt, wordsThrough } from '../../test/reach-words.ts'
import { inputOf, nodeOf } from '../testing.ts'
import { openingCommands } from './commands.ts'
import { firewallSheet } from './sheet.ts'

const able = await canRun()

const DEBIAN = `flush ruleset
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iif lo accept
  }
}`
/** After the pattern of its /etc/nftables/main.nft: names of its own, and a last rule that refuses. */
const RED_HAT = `flush ruleset
table inet nftables_svc {
  set allowed_interfaces { type ifname; elements = { "lo" } }
  chain allow {
    ct state established,related accept
    iifname @allowed_interfaces accept
  }
  chain INPUT {
    type filter hook input priority filter + 20; policy accept;
    jump allow
    drop
  }
}`
const putConf = (path: string, rules: string): string =>
  `mkdir -p $(dirname ${path}); cat > ${path} <<'END'\n${rules}\nEND`
const FROM_SYSCONFIG = `mkdir -p /etc/systemd/system/nftables.service.d
printf '%s\\n' '[Service]' 'ExecStart=' 'ExecStart=/usr/sbin/nft -f /etc/sysconfig/nftables.conf' > /etc/systemd/system/nftables.service.d/sysconfig.conf
rm -f /etc/nftables.conf; systemctl daemon-reload`

/** The control plane; the others are workers, but for the last, which is none of the site. */
const SERVER = 'fw001'
const STRANGER = 'fw006'

/** How a host comes to let nothing in, not even ssh, and what its firewall lets in all the same. */
const FIREWALLS = {
  'nftables, as Debian has it': {
    kind: 'nftables',
    host: 'fw002',
    deny: `${putConf('/etc/nftables.conf', DEBIAN)}\nsystemctl enable nftables; systemctl restart nftables`,
    anyway: [],
  },
  'nftables, with file and names of Red Hat': {
    kind: 'nftables',
    host: 'fw003',
    deny: `${putConf('/etc/nftables/main.nft', RED_HAT)}
${putConf('/etc/sysconfig/nftables.conf', 'include "/etc/nftables/main.nft"')}\n${FROM_SYSCONFIG}\nsystemctl enable nftables; systemctl restart nftables`,
    anyway: [],
  },
  ufw: { kind: 'ufw', host: 'fw004', deny: 'ufw default deny incoming; ufw --force enable', anyway: ['icmp/0'] },
  firewalld: {
    kind: 'firewalld',
    host: 'fw005',
    deny: `systemctl enable --now firewalld
card=$(ip -o addr show to 10.99.0.0/16 | awk '{ print $2; exit }')
firewall-cmd --permanent --zone=internal --change-interface=$card
firewall-cmd --permanent --zone=internal --set-target=DROP
firewall-cmd --permanent --zone=internal --remove-service=ssh --remove-service=mdns --remove-service=samba-client --remove-service=dhcpv6-client
firewall-cmd --reload`,
    anyway: [],
  },
} as const
const STATE = `nft -s list ruleset; ufw status numbered
find /etc/nftables* /etc/sysconfig /etc/ufw /etc/firewalld -type f 2>/dev/null | sort | xargs tail -n +1`
/** Of the request, and some that nobody asks for. */
const NOT_ASKED = ['tcp/12345', 'tcp/2379', 'udp/4789']

describe.skipIf(!able.ok)('commands that open the firewall of a real host', () => {
  let lab: Lab
  let sheet: ReturnType<typeof firewallSheet>
  let words: string[]
  const shell = (host: string, command: string) => lab.ssh(host, command)
  const run = async (host: string, lines: readonly string[]) => {
    const { code, stderr } = await lab.ssh(host, 'sh -e -s', { stdin: lines.join('\n') })
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
  }
  const reboot = async (host: string) => {
    await lab.powerOff(host)
    await lab.boot(host)
  }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 6, name: 'sheet-commands', prefix: 'fw' })
    const nodes = lab.hosts
      .filter(({ name }) => name !== STRANGER)
      .map(({ name, address }) => nodeOf(name, { address, roles: [name === SERVER ? 'control-plane' : 'worker'] }))
    const ports = portRules('rke2')
    const packets = [...packetRules('rke2'), ...packetRules('k0s').filter(({ protocol }) => protocol === 'ipip')]
    const about = { name: 'lab', generatedAt: '2026-11-27T00:00:00Z', period: { from: null, until: null } }
    sheet = firewallSheet({ ...about, input: inputOf({ nodes, ports, packets }), console: lab.machineAddress })
    words = [...new Set([...sheet.rows.flatMap(wordsOf), ...NOT_ASKED])].toSorted()
    expect(words).toEqual(expect.arrayContaining(['icmp/0', 'ipip/0', 'tcp/10250', 'tcp/22', 'tcp/9100', 'udp/8472']))
  })
  afterAll(() => lab?.down())

  /** What the request asks for between two hosts, or of one for everybody. */
  function asked(from: string, to: string): string[] {
    const [source, target] = [lab.host(from).address, lab.host(to).address]
    const forUsers = ({ from: { addresses }, direction }: FirewallRow) => addresses.length === 0 && direction === 'in'
    const rows = sheet.rows.filter(
      (row) => row.to.addresses.includes(target) && (row.from.addresses.includes(source) || forUsers(row)),
    )
    return words.filter((word) => rows.some((row) => covers(row, word)))
  }

  test.each(Object.entries(FIREWALLS))('%s', { timeout: 120_000 }, async (_, { kind, host, deny, anyway }) => {
    const commands = sheet.commands.find((each) => each.host === host)?.[kind] ?? []
    const opened = async () => {
      await listenAt(lab, host, words)
      const found = [SERVER, host === 'fw002' ? 'fw003' : 'fw002', STRANGER].map(async (from) => {
        const wanted = [...new Set([...asked(from, host), ...anyway])].toSorted()
        expect({ from, through: await wordsThrough(lab, from, host, words) }).toEqual({ from, through: wanted })
      })
      await Promise.all(found)
    }
    await run(host, [deny, ...commands])
    await opened()

    const before = (await shell(host, STATE)).stdout
    await run(host, commands)
    expect((await shell(host, STATE)).stdout).toBe(before)
    expect(before).toContain('10250')

    await reboot(host)
    await opened()
  })

  test('a file that nft would refuse with them stays as it was', async () => {
    await run(SERVER, [
      putConf('/etc/nftables.conf', 'flush ruleset'),
      putConf('/root/elsewhere.nft', DEBIAN.replace('policy drop', 'policy accept')),
      'chmod 640 /etc/nftables.conf; systemctl enable nftables; nft -f /root/elsewhere.nft',
    ])
    const before = (await shell(SERVER, 'cd /etc; sha256sum nftables.conf; stat -c %a nftables.conf')).stdout
    const opening = { source: '10.99.250.1', protocol: 'tcp', ports: [{ first: 10250, last: 10250 }] } as const
    const commands = openingCommands([{ ...opening, ports: [...opening.ports] }], lab.host(SERVER).address).nftables
    const kept = await shell(SERVER, commands.join('\n'))
    expect({ ...kept, code: kept.code !== 0 }).toMatchObject({ code: true, stderr: expect.stringContaining('astrago') })
    expect((await shell(SERVER, 'nft list chain inet filter input')).stdout).toContain('jump astrago')
    expect((await shell(SERVER, 'cd /etc; sha256sum nftables.conf; stat -c %a nftables.conf')).stdout).toBe(before)

    const none = await shell(SERVER, ['nft flush ruleset', ...commands].join('\n'))
    expect(none).toMatchObject({ stderr: expect.stringContaining('has no inet chain for what comes in') })
    expect((await shell(SERVER, 'nft list ruleset')).stdout).toBe('')
  })
})

function wordsOf({ protocol, first, last }: FirewallRow): string[] {
  if (first !== null) return [...new Set([`${protocol}/${first}`, `${protocol}/${last}`])]
  return protocol === 'icmp-echo' ? ['icmp/0'] : protocol === 'ipip' ? ['ipip/0'] : []
}

function covers(row: FirewallRow, word: string): boolean {
  const [protocol, text] = word.split('/')
  const port = Number(text)
  if (row.first === null || row.last === null) return wordsOf(row).includes(word)
  return row.protocol === protocol && row.first <= port && port <= row.last
}
