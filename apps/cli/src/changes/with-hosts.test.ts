import { FakeHost } from '@astrago/hosts/testing'
import { expect, test } from 'vitest'
import { withHosts } from './with-hosts.ts'

test.each([
  ['ko', '! n1: 이전에 끊긴 작업이 남긴 명령을 끝냈습니다: sh, swapoff\\u{1b}[2J\n'],
  ['en', '! n1: Ended what work that was cut off earlier had left running: sh, swapoff\\u{1b}[2J\n'],
] as const)('what was ended on a host before anything is done there is told (%s)', async (locale, told) => {
  const err: string[] = []
  const io = { live: false, width: 80, err: (text: string) => err.push(text) }
  await withHosts(
    ['n1', 'n2'],
    async (name, options) => {
      if (name === 'n1') options?.onEnded?.(['sh', 'swapoff\u001b[2J'])
      return new FakeHost(name)
    },
    { io, locale },
    async (hosts) => expect([...hosts.keys()]).toEqual(['n1', 'n2']),
  )
  expect(err).toEqual([told])
})
