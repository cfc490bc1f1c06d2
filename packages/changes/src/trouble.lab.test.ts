import { readFile } from 'node:fs/promises'
import { AppError } from '@astrago/contracts'
import { connectSsh, type Host, scanHostKey } from '@astrago/hosts'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Change, wholeFile } from './change.ts'
import { hold, isHeld } from './hold.ts'
import { ledgerOf } from './ledger/file.ts'
import { PICTURE } from './picture.testing.ts'
import { release } from './release.ts'
import { swapOff } from './swap.ts'

const able = await canRun()
const { signal } = new AbortController()
const FIX = { owner: 'fix', what: 'a' } as const
const FILL = 'dd if=/dev/zero of=/filler bs=4k status=none 2>/dev/null; sync'
const STEP = 4

/** The first has an original of 40 KiB, which is the last thing that fits. */
const CHANGES: Change[] = [
  { kind: 'edit', name: '/etc/large', edit: () => 'ours\n' },
  ...swapOff(),
  wholeFile('/etc/ours/new.conf', 'x\n', 0o644),
]

describe.skipIf(!able.ok)('changes of a host in trouble', () => {
  let lab: Lab
  let host: Host
  const context = (on: Host = host) => ({ host: on, signal, log: () => {} })
  const shell = async (command: string): Promise<string> => (await lab.ssh('n001', command)).stdout.trim()
  const picture = async (): Promise<string[]> => (await shell(PICTURE)).split('\n')
  const connect = async (): Promise<Host> => {
    const { address, port } = lab.host('n001')
    const pinned = await scanHostKey(address, port, 10_000)
    const auth = { kind: 'key', privateKey: await readFile(lab.keyPath, 'utf8') } as const
    return connectSsh({ name: 'n001', address, port, user: 'ops', auth, sudo: { kind: 'nopasswd' } }, { pinned })
  }

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'changes-trouble' })
    host = await connect()
    await shell(`head -c 40000 /dev/zero | tr '\\0' x > /etc/large; echo >> /etc/large
      printf '/swap.img none swap sw,pri=5 0 0\\n' > /etc/fstab; swapon -a; touch -d '2020-01-02 03:04:05' /etc/fstab /etc/large`)
  })
  afterAll(async () => {
    await host?.close()
    await lab?.down()
  })

  test('a disk that is full at any block is told of, and nothing is changed that cannot be put back', async () => {
    const before = await picture()
    await lab.fault('disk-full', 'n001', 'on', { leave: '4' })
    let blocks = 0
    for (; ; blocks += STEP) {
      await shell(`${FILL}; truncate -s -${blocks * 4}K /filler; sync`)
      const error = await hold(context(), CHANGES, FIX).then(
        () => null,
        (thrown: AppError) => thrown,
      )
      if (error === null) break
      expect(error, `${blocks} blocks`).toMatchObject({ code: 'HOST_DISK_FULL', details: { host: 'n001' } })
      if ((await ledgerOf(host, signal)).entries.length === 0) {
        await shell('rm /filler')
        expect(await picture(), `${blocks} blocks`).toEqual(before)
        continue
      }
      const undone = await isDone(release(context(), FIX))
      await shell('rm /filler')
      if (!undone) await release(context(), FIX)
      expect(await picture(), `${blocks} blocks`).toEqual(before)
    }
    expect(blocks).toBeGreaterThan(10)
    await shell('rm /filler')
    await lab.fault('disk-full', 'n001', 'off')
    expect(await isHeld(context(), CHANGES, FIX)).toBe(true)
    await release(context(), FIX)
    expect(await picture()).toEqual(before)
  })

  test('a daemon that does not start with what was changed runs again when it is taken back', async () => {
    const unit = '/etc/systemd/system/chronyd.service'
    await shell(`echo good > /etc/chrony.conf
      printf '[Service]\\nExecStartPre=/bin/grep -q good /etc/chrony.conf\\nExecStart=/bin/sleep infinity\\n' > ${unit}
      systemctl daemon-reload; systemctl start chronyd`)
    const before = await picture()
    const broken: Change = { kind: 'edit', name: '/etc/chrony.conf', edit: () => 'broken\n', reload: 'chrony' }
    await expect(hold(context(), [broken], FIX)).rejects.toMatchObject({ code: 'HOST_COMMAND_FAILED' })
    expect(await shell('systemctl is-active chronyd; true')).toBe('failed')
    await release(context(), FIX)
    expect(await shell('systemctl is-active chronyd; true')).toBe('active')
    expect(await picture()).toEqual(before)
    await shell(`systemctl stop chronyd; rm ${unit} /etc/chrony.conf; systemctl daemon-reload`)
  })

  test('a file that may not be changed stays, with nothing beside it, and so does one that may not be put back', async () => {
    await shell('mkdir /etc/locked; echo one > /etc/locked/file')
    const before = await picture()
    const append: Change = { kind: 'edit', name: '/etc/locked/file', edit: () => 'ours\n' }
    await shell('chattr +i /etc/locked/file')
    await expect(hold(context(), [append], FIX)).rejects.toMatchObject({ code: 'HOST_UPLOAD_FAILED' })
    await release(context(), FIX)
    expect(await picture()).toEqual(before)
    await shell('chattr -i /etc/locked/file')
    await hold(context(), [append], FIX)
    await shell('chattr +i /etc/locked/file')
    await expect(release(context(), FIX)).rejects.toMatchObject({ code: 'HOST_COMMAND_FAILED' })
    expect(await shell('ls -A /etc/locked; cat /etc/locked/file')).toBe('file\nours')
    await shell('chattr -i /etc/locked/file')
    await release(context(), FIX)
    expect(await picture()).toEqual(before)
  })

  test('consoles that work on it at the same moment lose nothing of each other', async () => {
    const before = await picture()
    const consoles = await Promise.all(Array.from({ length: 4 }, connect))
    const files = (n: number): Change[] =>
      ['a', 'b'].map((name) => wholeFile(`/etc/ours-${n}/${name}.conf`, `${n}\n`, 0o644))
    const holder = (n: number) => ({ owner: 'fix', what: `fix-${n}` }) as const
    const all = (work: (on: Host, n: number) => Promise<void>) =>
      Promise.all(consoles.map((on, n) => untilNobodyElse(() => work(on, n))))
    try {
      for (let round = 0; round < 2; round += 1) {
        await all((on, n) => hold(context(on), [...swapOff(), ...files(n)], holder(n)))
        const { entries } = await ledgerOf(host, signal)
        expect(entries.filter(({ settled }) => !settled)).toEqual([])
        expect(entries.find(({ kind }) => kind === 'swap')?.holders).toHaveLength(4)
        expect(entries).toHaveLength(2 + 4 * 2)
        await all((on, n) => release(context(on), holder(n)))
        expect(await picture()).toEqual(before)
      }
    } finally {
      await Promise.all(consoles.map((each) => each.close()))
    }
  })
})

const isDone = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    (error: AppError) => {
      expect(error.code).toBe('HOST_DISK_FULL')
      return false
    },
  )

/** Again, as long as another was quicker. */
async function untilNobodyElse(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'LEDGER_MOVED')) throw error
    }
  }
}
