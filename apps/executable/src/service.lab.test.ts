import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { canRun, Lab } from '@astrago/lab'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { putFile } from './put-file.testing.ts'

const ROOT = join(import.meta.dirname, '../../..')
const able = await canRun()
const INSTALL = '/opt/astrago console install --lang en'
/** Another content, as another version has; what follows the program does not matter to it. */
const NEXT = '/opt/next console install --lang en'

describe.skipIf(!able.ok)('the service on a machine where things go wrong', () => {
  let lab: Lab

  const on = async (command: string) => lab.ssh('n001', command, { user: 'root' })
  const must = async (command: string) => {
    const done = await on(command)
    expect(done, done.stderr).toMatchObject({ code: 0 })
    return done.stdout
  }
  const answersOn = (port: number) =>
    expect.poll(async () => (await on(`curl -s http://127.0.0.1:${port}/api/health`)).stdout).toContain('ok')
  const left = () => on("ls /usr/local/bin /etc/systemd/system /var/lib/astrago-console | grep -E '[.](before|new)$'")
  const nothingLeft = { code: 1, stdout: '' }

  beforeAll(async () => {
    execFileSync(process.execPath, [join(ROOT, 'scripts/build-executable.mjs')], { stdio: 'pipe' })
    lab = await Lab.up({ hosts: 1, name: 'service' })
    await putFile(lab, lab.host('n001'), join(ROOT, 'dist/astrago-linux-x64'), '/opt/astrago')
    await must('cp /opt/astrago /opt/next && echo >> /opt/next')
  })
  afterAll(() => lab?.down())

  test('a full disk keeps it from being installed, and that is what is said', async () => {
    await must('mount -t tmpfs -o size=50m tmpfs /usr/local/bin')
    expect(await on(INSTALL)).toMatchObject({ code: 1, stderr: expect.stringContaining('No space left on device') })
    expect(await on('ls /usr/local/bin/* /etc/systemd/system/astrago-console.service')).toMatchObject({ stdout: '' })
    await must('umount /usr/local/bin')
  })

  test('nobody but root may write its unit, whatever the umask', async () => {
    await must(`umask 000; ${INSTALL}`)
    expect(await must('stat -c %a /etc/systemd/system/astrago-console.service /usr/local/bin/astrago')).toBe(
      '644\n755\n',
    )
  })

  test('goes on as it was when the disk is too full for an upgrade', async () => {
    await must('systemctl stop astrago-console && cp -a /usr/local/bin/astrago /root/')
    await must('mount -t tmpfs -o size=200m tmpfs /usr/local/bin && cp -a /root/astrago /usr/local/bin/')
    await must('systemctl start astrago-console')
    await answersOn(8420)
    expect(await on(NEXT)).toMatchObject({ code: 1, stderr: expect.stringContaining('No space left on device') })
    await answersOn(8420)
    expect(await left()).toMatchObject(nothingLeft)
    await must('cmp /usr/local/bin/astrago /root/astrago')
    await must('systemctl stop astrago-console && umount /usr/local/bin && systemctl start astrago-console')
    await answersOn(8420)
  })

  test('keeps what a console that was killed had written last, when the next one does not start', async () => {
    await must('echo a long enough password | astrago user add kim --role support')
    await must('systemctl kill --signal KILL astrago-console && systemctl stop astrago-console')
    await must('test -s /var/lib/astrago-console/console.db-wal')
    await must('systemd-run --unit squatter python3 -m http.server 9999')
    await expect.poll(async () => (await on('curl -s http://127.0.0.1:9999/')).code).toBe(0)
    expect(await on(`${NEXT} --port 9999`)).toMatchObject({ code: 1, stderr: expect.stringContaining('9999') })
    await answersOn(8420)
    expect(await must('astrago user list')).toContain('kim')
    expect(await left()).toMatchObject(nothingLeft)
  })

  test('is upgraded after an upgrade that was killed in the middle', async () => {
    await must(`${NEXT} >/dev/null 2>&1 & for i in $(seq 500); do
      [ -e /usr/local/bin/astrago.new ] && kill -9 $! && break; sleep 0.01; done; [ -e /usr/local/bin/astrago.before ]`)
    await must(NEXT)
    await must('cmp /opt/next /usr/local/bin/astrago')
    expect(await must('astrago user list')).toContain('kim')
    expect(await left()).toMatchObject(nothingLeft)
  })

  test('of two commands at once the second is refused', async () => {
    const both = await Promise.all([on(INSTALL), on(INSTALL)])
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
    expect(both.map(({ stderr }) => stderr).join('')).toMatch(/Another command installs or removes .*PID \d+/)
    await answersOn(8420)
  })

  test('listens on a port below 1024, also after the machine was off', async () => {
    await must(`${INSTALL} --port 443`)
    await answersOn(443)
    await lab.powerOff('n001')
    await lab.boot('n001')
    await answersOn(443)
  })

  test('is not taken away while something runs on a site', async () => {
    const lease = (words: string) =>
      must(
        `python3 -c "import sqlite3,time; d=sqlite3.connect('/var/lib/astrago-console/console.db'); ${words}; d.commit()"`,
      )
    await lease("d.execute('insert into Lease values (?,?,?)', ('one', 'kim', int(time.time()*1000)))")
    for (const more of ['', '--purge'])
      expect(await on(`astrago console uninstall ${more} --lang en`)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('kim'),
      })
    await answersOn(443)
    await lease("d.execute('delete from Lease')")
    await must('astrago console uninstall --purge')
    expect(await on('ls -d /var/lib/astrago-* /usr/local/bin/*')).toMatchObject({ stdout: '' })
  })
})
