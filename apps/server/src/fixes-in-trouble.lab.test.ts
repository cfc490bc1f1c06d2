import { type Plan, ROUTES, type Run } from '@astrago/contracts'
import { canRun, Lab } from '@astrago/lab'
import { addUser } from '@astrago/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actionsOf, FAULTS, fixesOf, PICTURE } from './fixes.testing.ts'
import { ok, siteOnLab } from './lab-site.testing.ts'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

const able = await canRun()

const SWAP = [{ host: 'n001', check: 'swap-active' }] as const
const ALL = [...SWAP, { host: 'n001', check: 'sysctl-ip-forward' }] as const

/** In the place of swapoff, a stand-in that lasts as long as with much memory in swap: until /run/swap-is-long is gone. */
const LONG_SWAPOFF = `
mkdir /usr/lib/short; mv /usr/sbin/swapoff /usr/lib/short/swapoff
printf '#!/bin/sh\\n: > /run/swapoff-began\\nwhile [ -e /run/swap-is-long ]; do sleep 0.1; done\\nexec /usr/lib/short/swapoff "$@"\\n' > /usr/sbin/swapoff
chmod 755 /usr/sbin/swapoff`

describe.skipIf(!able.ok)('fixes that something comes between', () => {
  let lab: Lab
  let it: TemporaryConsole
  let fixes: ReturnType<typeof fixesOf>
  let before: string[]
  const shell = async (command: string) => (await lab.ssh('n001', command)).stdout
  const picture = async (): Promise<string[]> => (await shell(PICTURE)).split('\n')

  beforeAll(async () => {
    lab = await Lab.up({ hosts: 1, name: 'fixes-in-trouble' })
    it = await temporaryConsole()
    fixes = fixesOf(it)
    await siteOnLab(it, lab, [['control-plane']])
    await shell(FAULTS)
    await shell(LONG_SWAPOFF)
    before = await picture()
    await look()
  })
  afterAll(async () => {
    await it?.remove()
    await lab?.down()
  })

  const look = async () => {
    const checks = ALL.map(({ check }) => check)
    ok(await it.reseller(ROUTES.startPreflight, { params: { site: it.site.id }, body: { checks } }))
    return fixes.newest()
  }
  /** Carries a plan out, until the checks have looked again. @param meanwhile what comes between */
  const carryOut = async (plan: Plan, meanwhile = async () => {}) => {
    const { id } = await fixes.newest()
    const started = ok<Run>(await fixes.start(plan))
    await meanwhile()
    const ended = await fixes.ended(started)
    await fixes.lookedAgain(id)
    return ended
  }
  const undo = async (body: object = {}) => (await carryOut(await fixes.previewUndo(body))).run

  test('two people who begin at the same moment: one does, the other is told who', async () => {
    const lee = await addUser(it.store.db, { name: 'lee', role: 'reseller', passwordHash: '' })
    const theirs = fixesOf(it, await it.as({ userId: lee.id }))
    const earlier = await fixes.newest()
    const plans = [await fixes.preview(ALL), await theirs.preview(ALL)] as const
    const answers = await Promise.all([fixes.start(plans[0]), theirs.start(plans[1])])
    const first = answers.findIndex(({ status }) => status === 200)
    const [winner, other] = first === 0 ? ['kim', answers[1]] : ['lee', answers[0]]
    expect(other).toMatchObject({
      status: 409,
      body: { code: 'SITE_BUSY', params: { owner: expect.stringContaining(winner) } },
    })
    const { run } = await fixes.ended(ok<Run>(answers[first] as (typeof answers)[0]))
    expect(run).toMatchObject({ state: 'done', startedBy: winner })
    await fixes.lookedAgain(earlier.id)
    const late = await (first === 0 ? theirs.start(plans[1]) : fixes.start(plans[0]))
    expect(late.body).toMatchObject({ code: 'PLAN_OUTDATED' })
    expect((await undo()).state).toBe('done')
    expect(await picture()).toEqual(before)
  })

  test('a host without room says so, and is as it was', async () => {
    await look()
    const plan = await fixes.preview(ALL)
    await lab.fault('disk-full', 'n001', 'on')
    await shell('dd if=/dev/zero of=/filler bs=4k status=none; sync')
    const { run } = await carryOut(plan)
    await shell('rm /filler')
    await lab.fault('disk-full', 'n001', 'off')
    expect(run).toMatchObject({ state: 'failed', steps: [{ state: 'failed' }] })
    expect(await fixes.events(run)).toContain('HOST_DISK_FULL')
    expect(await picture()).toEqual(before)
  })

  test('the connection is cut in the middle: the run says so, what still runs there is ended by the undoing, and all goes back', async () => {
    await look()
    await shell(': > /run/swap-is-long; rm -f /run/swapoff-began')
    const { run, hosts } = await carryOut(await fixes.preview(ALL), async () => {
      await expect.poll(() => shell('ls /run/swapoff-began 2>/dev/null')).not.toBe('')
      await lab.fault('link-down', 'n001', 'on')
    })
    expect(run.state).toBe('failed')
    expect(await fixes.events(run)).toContain('HOST_LOST')
    expect(hosts).toMatchObject([{ host: 'n001', state: 'failed' }])
    await lab.fault('link-down', 'n001', 'off')
    expect(await shell('pgrep -f swapoff')).not.toBe('')
    expect(await picture()).not.toEqual(before)
    const undone = await undo()
    expect(undone.state).toBe('done')
    expect(await fixes.log(undone)).toContainEqual(expect.stringMatching(/^n001: Ended .* running: .*swapoff/))
    await shell('rm /run/swap-is-long')
    await expect.poll(() => shell('pgrep -f swapoff')).toBe('')
    expect(await picture()).toEqual(before)
  })

  test('the host reboots between a fix and its undoing', async () => {
    await look()
    expect((await carryOut(await fixes.preview(ALL))).run.state).toBe('done')
    await lab.powerOff('n001')
    await lab.boot('n001')
    expect(await shell('sysctl -n net.ipv4.ip_forward; cat /proc/swaps')).toMatch(/^1\n(?![\s\S]*swap\.img)/)
    expect((await undo()).state).toBe('done')
    expect(await picture()).toEqual(before)
  })

  test('what somebody edited is named before, stops the undoing, and is not overwritten', async () => {
    await look()
    expect((await carryOut(await fixes.preview(SWAP))).run.state).toBe('done')
    await shell("cp -a /etc/fstab /root/fstab; echo '/dev/sdz /theirs ext4 defaults 0 0' >> /etc/fstab")
    const [action] = actionsOf(await fixes.previewUndo())
    expect(action?.describe.en).toMatch(/stops here.*\/etc\/fstab/)
    expect(action?.files).toEqual([])
    const stopped = await undo()
    expect(stopped.state).toBe('failed')
    expect(await fixes.events(stopped)).toContain('CHANGE_EDITED')
    const params = { site: it.site.id, run: stopped.id }
    expect((await it.download(ROUTES.downloadLog, { params, querystring: {} })).body).toContain('+/dev/sdz /theirs')
    expect(await shell('cat /etc/fstab; cat /proc/swaps')).toMatch(/theirs(?![\s\S]*swap\.img)/)
    const [kept] = actionsOf(await fixes.previewUndo({ keepEdited: true }))
    expect(kept?.describe.en).toMatch(/left as somebody has edited it since: \/etc\/fstab/)
    expect((await undo({ keepEdited: true })).state).toBe('done')
    expect(await shell('cat /etc/fstab; cat /proc/swaps; ls -A /var/lib/astrago 2>/dev/null')).toMatch(
      /theirs[\s\S]*swap\.img/,
    )
  })
})
