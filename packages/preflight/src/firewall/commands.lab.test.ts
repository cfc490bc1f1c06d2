import type { Opening } from '@astrago/changes'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openingCommands } from './commands.ts'

const able = await canRun()

const OPENING: Opening = { source: '10.99.250.1', protocol: 'tcp', ports: [{ first: 10250, last: 10250 }] }
const RULE = 'ip saddr 10.99.250.1 tcp dport 10250 accept'

/** A rule set that lets ssh in and drops the rest, where the service reads it. @param chain its name */
const nftablesConf = (chain: string): string => `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
  chain ${chain} {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    tcp dport 22 accept
  }
}`

describe.skipIf(!able.ok)('commands that open a firewall, on a real host', () => {
  let lab: Lab
  const shell = async (command: string) => lab.ssh('n001', command)
  const reboot = async () => {
    await lab.powerOff('n001')
    await lab.boot('n001')
  }
  const run = async (commands: readonly string[]) => {
    for (const command of commands) expect(await shell(command), command).toMatchObject({ code: 0 })
  }
  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'firewall-commands' })
  })
  afterAll(() => lab?.down())

  test('nftables has the rules at once, in front, and after a reboot', async () => {
    await shell(`cat > /etc/nftables.conf <<'END'\n${nftablesConf('input')}\nEND
      chmod 640 /etc/nftables.conf; systemctl enable --now nftables`)
    await run(openingCommands([OPENING]).nftables)
    const first = `nft -n list chain inet filter input | sed -n 4p`
    expect((await shell(first)).stdout).toContain(RULE)
    await reboot()
    expect((await shell(first)).stdout).toContain(RULE)
    expect((await shell('stat -c %a /etc/nftables.conf; nft list ruleset | grep -c 10250')).stdout).toBe('640\n1\n')
  })

  test('a file that nft would refuse with them stays as it was, and the firewall comes up', async () => {
    await shell(`cat > /etc/nftables.conf <<'END'\n${nftablesConf('incoming')}\nEND`)
    const before = (await shell('sha256sum /etc/nftables.*')).stdout
    const keep = openingCommands([OPENING]).nftables.at(-1) ?? ''
    expect((await shell(keep)).code).not.toBe(0)
    expect((await shell('sha256sum /etc/nftables.*')).stdout).toBe(before)
    await reboot()
    expect((await shell('nft list ruleset')).stdout).toMatch(/chain incoming[^}]*policy drop/)
    await shell('systemctl disable --now nftables')
  })

  test('firewalld has the rules at once and after a reboot', async () => {
    await lab.fault('firewalld', 'n001', 'on')
    await run(openingCommands([OPENING]).firewalld)
    expect((await shell('firewall-cmd --list-rich-rules')).stdout).toContain('10250')
    await reboot()
    await expect
      .poll(async () => (await shell('firewall-cmd --list-rich-rules')).stdout, { timeout: 30_000 })
      .toContain('10250')
  })
})
