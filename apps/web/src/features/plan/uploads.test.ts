import { AppError, type ArtifactsView } from '@astrago/contracts'
import { expect, test } from 'vitest'
import { makeUploads, paceOf, sortOut, type Upload } from './uploads.ts'

const file = (name: string, size = 10) => new File([new Uint8Array(size)], name)

/** A console that takes pieces when the test says so. */
function start() {
  const pending: { name: string; take: (bytes: number) => void; fail: (error: unknown) => void }[] = []
  const uploads = makeUploads({
    now: () => 0,
    waitMs: 1,
    sender:
      (_, { name }) =>
      (offset, piece) =>
        new Promise((resolve, reject) => {
          pending.push({ name, take: (bytes) => resolve(offset + Math.min(bytes, piece.size)), fail: reject })
        }),
  })
  const names = () => uploads.list().map(({ file: { name }, state, sent }) => `${name} ${state} ${sent}`)
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5))
  const first = () => uploads.list()[0] as Upload
  return { uploads, pending, names, settle, first }
}

test('files go one after the other, and one that is on its way is not sent twice', async () => {
  const { uploads, pending, names, settle } = start()
  uploads.add('s', [file('a'), file('b')])
  uploads.add('s', [file('a')])
  expect(names()).toEqual(['a sending 0', 'b waiting 0'])
  pending.shift()?.take(4)
  await settle()
  expect(names()).toEqual(['a sending 4', 'b waiting 0'])
  pending.shift()?.take(10)
  await settle()
  expect(names()).toEqual(['b sending 0'])
  pending.shift()?.take(10)
  await settle()
  expect(names()).toEqual([])
})

test('what fails stays with its problem, the next goes on, and it can be tried again or given up', async () => {
  const { uploads, pending, names, settle, first } = start()
  uploads.add('s', [file('a'), file('b')])
  pending.shift()?.fail(new AppError('STORE_DISK_FULL', { params: { path: '/data' } }))
  await settle()
  expect(names()).toEqual(['a failed 0', 'b sending 0'])
  expect(first().problem).toMatchObject({ code: 'STORE_DISK_FULL' })
  pending.shift()?.take(10)
  await settle()
  uploads.retry(first())
  await settle()
  expect(names()).toEqual(['a sending 0'])
  pending.shift()?.fail(new AppError('STORE_DISK_FULL', { params: { path: '/data' } }))
  await settle()
  uploads.stop(first())
  expect(names()).toEqual([])
})

test('a stopped upload is gone without a problem, also one that still waits', async () => {
  const { uploads, pending, names, settle } = start()
  uploads.add('s', [file('a'), file('b')])
  uploads.stop(uploads.list()[1] as Upload)
  expect(names()).toEqual(['a sending 0'])
  uploads.stop(uploads.list()[0] as Upload)
  pending.shift()?.fail(new AppError('CONSOLE_UNREACHABLE'))
  await settle()
  expect(names()).toEqual([])
})

test('what no release has, what is there already and what is empty is not sent', () => {
  const view = {
    accepts: ['a', 'b', 'c', 'd'],
    files: [
      { name: 'b', state: 'ok', bytes: 10 },
      { name: 'd', state: 'corrupt', bytes: 10 },
    ],
  } as ArtifactsView
  const { refusals, wanted } = sortOut([file('a'), file('b'), file('c', 0), file('d'), file('x.iso')], view)
  expect(wanted.map(({ name }) => name)).toEqual(['a', 'd'])
  expect(refusals).toEqual([
    { name: 'b', why: 'present' },
    { name: 'c', why: 'empty' },
    { name: 'x.iso', why: 'unknown' },
  ])
})

test('the pace tells what is left', () => {
  const samples = [
    { at: 0, bytes: 0 },
    { at: 2000, bytes: 4000 },
  ]
  const upload = { file: file('a', 10_000), sent: 4000, samples } as unknown as Upload
  expect(paceOf(upload)).toEqual({ rate: 2000, leftMs: 3000 })
  expect(paceOf({ ...upload, samples: [] })).toBeNull()
})
