import { PassThrough } from 'node:stream'
import { displayWidth } from '@astrago/reports'
import { describe, expect, test } from 'vitest'
import type { Io } from '../command.ts'
import { progressBar, progressText } from './progress.ts'

const none = { done: 0, all: 0 }
const state = { done: 42, all: 100, active: none, ms: 12_340, slow: 'gpu-07' }

describe('the progress line', () => {
  test('says how far, how long and for whom it waits, in both languages', () => {
    expect(progressText(state, 'ko', 80)).toBe(
      `[${'#'.repeat(12)}${'-'.repeat(18)}] 호스트 42/100대  12.3초  기다리는 중: gpu-07`,
    )
    expect(progressText({ ...state, slow: undefined }, 'en', 80)).toContain('] 42/100 hosts  12.3 s')
    expect(progressText({ ...state, done: 0, all: 0 }, 'en', 80)).toContain('0/0 hosts')
    expect(progressText({ ...state, done: 3, all: 3, slow: undefined }, 'ko', 80)).toContain(
      '호스트 사이를 점검하는 중',
    )
  })

  test('counts the active checks that were announced, and the bar is full when they have ended too', () => {
    const hosts = { done: 3, all: 3, ms: 2000, slow: undefined }
    const line = progressText({ ...hosts, active: { done: 9, all: 21 } }, 'en', 80)
    expect(line).toBe(`[${'#'.repeat(15)}${'-'.repeat(15)}] 3/3 hosts  9/21 active checks  2.0 s`)
    const last = progressText({ ...hosts, active: { done: 21, all: 21 } }, 'ko', 100)
    expect(last).toContain('능동 점검 21/21건  2.0초  호스트 사이를 점검하는 중')
  })

  test.each([10, 20, 30, 40, 60, 80, 200])('is shorter than %d columns', (width) => {
    const slow = `${'긴이름'.repeat(30)}`
    for (const locale of ['ko', 'en'] as const)
      for (const each of [state, { ...state, slow }, { ...state, slow: undefined }])
        expect(displayWidth(progressText(each, locale, width))).toBeLessThan(width)
  })

  test('is drawn and taken away on a terminal, and nothing is written where there is none', () => {
    for (const live of [true, false]) {
      let err = ''
      const io = { live, width: 80, err: (text: string) => (err += text), input: new PassThrough() } as unknown as Io
      const bar = progressBar(io, 'en', 2)
      bar.take({ kind: 'host', host: 'n1', state: 'judged', verdicts: [] })
      bar.take({ kind: 'host', host: 'n2', state: 'waiting', verdicts: [], active: { done: 0, all: 4 } })
      bar.say('a key\n')
      bar.end()
      expect(err).toBe(live ? '\r\u001b[Ka key\n\r\u001b[K' : 'a key\n')
    }
  })
})
