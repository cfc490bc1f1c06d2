import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { FakeHost } from './testing.ts'

test('a command that nobody expected is an ordinary error', async () => {
  await expect(new FakeHost('n1').run('rm -rf /')).rejects.toThrow('FakeHost n1: nobody expected: rm -rf /')
  await expect(new FakeHost('n1').reach('10.0.0.2', 22)).rejects.toThrow('nobody expected a connection to 10.0.0.2:22')
})

test('replies by text, pattern and function; the latest announcement wins', async () => {
  const host = new FakeHost()
    .on(/^cat /, 'old')
    .on('cat /etc/hostname', 'n1\n')
    .on((command) => command.startsWith('test'), { code: 1, stderr: 'no' })
    .on(/^sh$/, ({ stdin, sudo }) => `${stdin} ${sudo}`)
  expect(await host.run('cat /etc/hostname')).toMatchObject({ code: 0, stdout: 'n1\n' })
  expect(await host.run('cat /etc/hosts')).toMatchObject({ stdout: 'old' })
  expect(await host.run('test -f x')).toMatchObject({ code: 1, stderr: 'no' })
  expect(await host.run('sh', { stdin: Readable.from(['id']), sudo: true })).toMatchObject({ stdout: 'id true' })
  expect(host.commands).toEqual(['cat /etc/hostname', 'cat /etc/hosts', 'test -f x', 'sh'])
})

test('stream hands on what run returns', async () => {
  const seen: string[] = []
  const host = new FakeHost().on('ls', { stdout: 'a', stderr: 'b', code: 2 })
  const keep = (chunk: Buffer) => void seen.push(chunk.toString())
  expect(await host.stream('ls', { onStdout: keep, onStderr: keep })).toEqual({ code: 2, signal: null })
  expect(seen).toEqual(['a', 'b'])
})

test('keeps uploads; the same content again sends nothing', async () => {
  const host = new FakeHost()
  expect(await host.upload({ content: 'abc' }, '/etc/x', { mode: 0o600, sudo: true })).toEqual({ sent: 3 })
  expect(await host.upload({ content: 'abc' }, '/etc/x')).toEqual({ sent: 0 })
  expect(host.uploads[0]).toEqual({ target: '/etc/x', content: Buffer.from('abc'), mode: 0o600, sudo: true })
})

test('can be lost, come back, hang and be aborted', async () => {
  const host = new FakeHost().on('true', '').hang('slow').onReach('10.0.0.2', 22, 'refused')
  host.lose()
  await expect(host.run('true')).rejects.toMatchObject({ code: 'HOST_LOST' })
  host.restore()
  expect(await host.run('true')).toMatchObject({ code: 0 })
  await expect(host.run('slow')).rejects.toMatchObject({ code: 'HOST_TIMEOUT' })
  await expect(host.run('true', { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'HOST_ABORTED' })
  expect(await host.reach('10.0.0.2', 22)).toBe('refused')
})
