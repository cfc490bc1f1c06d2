import { readFile } from 'node:fs/promises'
import { connectSsh, type Host, scanHostKey } from '@astrago/hosts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Change, wholeFile } from './change.ts'
import { openPorts } from './firewall/open-ports.ts'
import type { Opening } from './firewall/openings.ts'
import { hold, isHeld } from './hold.ts'
import { PICTURE } from './picture.testing.ts'
import { release } from './release.ts'

const able = await canRun()
const { signal } = new AbortController()
const FIX = { owner: 'fix', what: 'a' } as const

const OPENINGS: Opening[] = [
  { source: '10.99.0.250', protocol: 'tcp', ports: [{ first: 6443, last: 6443 }] },
  { source: '10.42.0.0/16', protocol: 'tcp', ports: [{ first: 1, last: 65535 }] },
]

/** Programs behind which the root shell that runs them is killed, at the call that /run/cut counts down to. */
const PROGRAMS = 'cat chmod chown cp firewall-cmd mkdir mv rm ufw'
const CUTTING = `for name in ${PROGRAMS}; do
  real=$(command -v $name); printf '%s\\n' '#!/bin/bash' \\
    'if [ ! -e /run/cut ]; then exec '$real' "$@"; fi' \\
    'left=$(< /run/cut); echo $((left - 1)) > /run/cut' \\
    'if [ $left -eq 0 ]; then /usr/bin/rm /run/cut; kill -9 $PPID; exit 1; fi' \\
    'exec '$real' "$@"' > /usr/local/sbin/$name
done
chmod 755 /usr/local/sbin/*`
/**
 * What these changes touch, of what the whole picture has. A first ledger that was not written whole is in nobody's way.
 */
const GLIMPSE = `rm -f /var/lib/astrago/ledger.json.part; rmdir /var/lib/astrago 2>/dev/null
find /etc/theirs* /etc/ours* /etc/ufw /etc/firewalld /var/lib/astrago -printf '%y %m %U:%G %p' \\( -type d -o -printf ' %T@' \\) -printf '\\n' 2>/dev/null | sort
sha256sum /etc/theirs /etc/ufw/*.rules /etc/firewalld/zones/* 2>/dev/null; ufw show added 2>/dev/null
if firewall-cmd --state >/dev/null 2>&1; then
  for zone in public trusted; do for set in '' --permanent; do firewall-cmd $set --zone=$zone --list-all; done; done
fi`

describe.skipIf(!able.ok)('a root shell that is killed on the host', () => {
  let lab: Lab
  let host: Host
  const context = () => ({ host, signal, log: () => {} })
  const shell = async (command: string): Promise<string> => (await lab.ssh('n001', command)).stdout.trim()
  const glimpse = async (): Promise<string[]> => (await shell(GLIMPSE)).split('\n')
  const picture = async (): Promise<string[]> => (await shell(PICTURE)).split('\n')

  /** Does it with the shell killed at the call so many from the first. @returns whether it was */
  async function isCut(at: number, work: () => Promise<void>): Promise<boolean> {
    await shell(`echo ${at} > /run/cut`)
    await work().catch(() => undefined)
    return (await shell('[ -e /run/cut ] && echo not; rm -f /run/cut')) === ''
  }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'changes-cut-off' })
    const { address, port } = lab.host('n001')
    const pinned = await scanHostKey(address, port, 10_000)
    const auth = { kind: 'key', privateKey: await readFile(lab.keyPath, 'utf8') } as const
    host = await connectSsh({ name: 'n001', address, port, user: 'ops', auth, sudo: { kind: 'nopasswd' } }, { pinned })
    await shell(`printf 'one\\r\\ntwo' > /etc/theirs; chown ops:ops /etc/theirs; chmod 640 /etc/theirs; ${CUTTING}`)
  })
  afterEach(() => release(context(), FIX, { keepEdited: true }))
  afterAll(async () => {
    await host?.close()
    await lab?.down()
  })

  /** Cuts the making off at every so manyth call, and then the taking back, until neither is reached. */
  async function cutEverywhere(changes: readonly Change[], step: number) {
    const [before, glimpsed] = [await picture(), await glimpse()]
    for (let at = 0; await isCut(at, () => hold(context(), changes, FIX)); at += step) {
      await release(context(), FIX)
      expect(await glimpse(), `making it, cut at ${at}`).toEqual(glimpsed)
    }
    await release(context(), FIX)
    for (let at = 0; ; at += step) {
      await hold(context(), changes, FIX)
      const isReached = await isCut(at, () => release(context(), FIX))
      await release(context(), FIX)
      expect(await glimpse(), `taking it back, cut at ${at}`).toEqual(glimpsed)
      if (!isReached) break
    }
    expect(await picture()).toEqual(before)
  }

  test('leaves nothing of a file, nor of the folders that were made for it', async () => {
    const append: Change = {
      kind: 'edit',
      name: '/etc/theirs',
      edit: (text) => (text?.endsWith('ours') ? text : `${text}\nours`),
    }
    await cutEverywhere([append, wholeFile('/etc/ours/deep/er.conf', 'x\n', 0o644)], 3)
  })

  test('a rule that was in one of the sets of firewalld alone is there again when ours goes', async () => {
    await lab.fault('firewalld', 'n001', 'on')
    const [now, later, fresh] = ['10.99.0.251', '10.99.0.252', '10.99.0.253']
    const rule = (source = '') =>
      `--add-rich-rule='rule family="ipv4" source address="${source}" port port="6443" protocol="tcp" accept'`
    await shell(`firewall-cmd ${rule(now)}; firewall-cmd --permanent ${rule(later)}`)
    const before = await glimpse()
    const openings = [now, later, fresh].map(
      (source = ''): Opening => ({ source, protocol: 'tcp', ports: [{ first: 6443, last: 6443 }] }),
    )
    await hold(context(), openPorts('firewalld', openings, 'public'), FIX)
    expect(await isHeld(context(), openPorts('firewalld', openings, 'public'), FIX)).toBe(true)
    await shell('systemctl stop firewalld')
    await expect(release(context(), FIX)).rejects.toMatchObject({ code: 'HOST_COMMAND_FAILED' })
    await shell('systemctl start firewalld; firewall-cmd --state')
    await release(context(), FIX)
    expect(await glimpse()).toEqual(before)
    await lab.fault('firewalld', 'n001', 'off')
  })

  test.each(['ufw', 'firewalld'] as const)('leaves no rule of %s, and its files as they were', async (tool) => {
    await lab.fault(tool, 'n001', 'on')
    try {
      await cutEverywhere(openPorts(tool, OPENINGS, 'public'), tool === 'firewalld' ? 7 : 5)
    } finally {
      await lab.fault(tool, 'n001', 'off')
    }
  })
})
