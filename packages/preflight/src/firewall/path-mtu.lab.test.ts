import { packetRules, portRules } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inputOf, nodeOf } from '../testing.ts'
import { firewallCommands } from './commands.ts'

const able = await canRun()

/** Forwards between the hosts, and is none of the site: a router. */
const ROUTER = 'pm001'
/** Takes what the others send. */
const TARGET = 'pm002'
const PORT = 5_001

/** The way behind the router carries less than the senders' interfaces, and it tells so each time: not once a second. */
const FORWARD = (target: string) => `sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
sysctl -qw net.ipv4.conf.all.send_redirects=0 net.ipv4.conf.eth0.send_redirects=0
ip route add ${target} dev eth0 mtu lock 1300`

const TAKE = `systemd-run --quiet --collect socat -u TCP-LISTEN:${PORT},fork OPEN:/dev/null`

/** More than a few packets to the target, on a fresh look at the path; done when the target has taken all. */
const SEND = (target: string) => `ip route flush cache
python3 - <<'END' && echo arrived || echo hangs
import socket
sender = socket.create_connection(('${target}', ${PORT}), 3)
sender.settimeout(4)
sender.sendall(bytes(60_000))
sender.shutdown(socket.SHUT_WR)
sender.recv(1)
END`

/** A firewall that knows connections lets the answers of routers to them in: here they belong to none, as with eBPF. */
const STATELESS = `nft -f - <<'END'
table inet stateless {
  chain incoming {
    type filter hook prerouting priority raw
    icmp type destination-unreachable notrack
  }
}
END`

/** How a host comes to let nothing in, and what becomes of a large transfer then. */
const FIREWALLS = {
  nftables: {
    host: 'pm003',
    deny: `cat > /etc/nftables.conf <<'END'
flush ruleset
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iif lo accept
  }
}
END
systemctl enable --now nftables; systemctl restart nftables`,
    before: 'hangs',
  },
  firewalld: {
    host: 'pm004',
    deny: `systemctl enable --now firewalld
firewall-cmd --permanent --zone=public --set-target=DROP
firewall-cmd --reload`,
    before: 'hangs',
  },
  // As it comes, it lets them in by the file before its rules.
  ufw: { host: 'pm005', deny: 'ufw default deny incoming; ufw --force enable', before: 'arrived' },
} as const

describe.skipIf(!able.ok)(`path MTU through firewalls${able.ok ? '' : ` (skipped: ${able.reason})`}`, () => {
  let lab: Lab
  let commands: ReturnType<typeof firewallCommands>
  const run = async (host: string, lines: readonly string[]): Promise<string[]> => {
    const { code, stdout, stderr } = await lab.ssh(host, 'sh -e -s', { stdin: lines.join('\n') })
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    return stdout.split('\n').filter((line) => /^(arrived|hangs)$/.test(line))
  }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 5, name: 'path-mtu', prefix: 'pm' })
    const nodes = lab.hosts
      .filter(({ name }) => name !== ROUTER)
      .map(({ name, address }) => nodeOf(name, { address, roles: [name === TARGET ? 'control-plane' : 'worker'] }))
    const input = inputOf({ nodes, ports: [...portRules('rke2')], packets: [...packetRules('rke2')] })
    commands = firewallCommands(input, lab.machineAddress, new Map())
    await run(ROUTER, [FORWARD(lab.host(TARGET).address)])
    await run(TARGET, [TAKE])
  })
  afterAll(() => lab?.down())

  test.each(Object.entries(FIREWALLS))('%s', { timeout: 90_000 }, async (kind, { host, deny, before }) => {
    const target = lab.host(TARGET).address
    const send = SEND(target)
    await run(host, [`ip route add ${target} via ${lab.host(ROUTER).address}`])
    expect(await run(host, [send])).toEqual(['arrived'])

    const mine = commands.find((each) => each.host === host)?.[kind as 'ufw'] ?? []
    expect(await run(host, [deny, STATELESS, send, ...mine, STATELESS, send])).toEqual([before, 'arrived'])
  })
})
