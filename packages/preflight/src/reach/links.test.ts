import { FakeHost } from '@astrago/hosts/testing'
import { describe, expect, test } from 'vitest'
import { readLinks, runLinks } from './links.ts'

const peers = [
  { name: 'w1', address: '10.0.0.2', port: 10250 },
  { name: 'w2', address: '10.0.0.3', port: 10250 },
  { name: 'gone', address: '10.0.0.4', port: 10250 },
]

describe('what was measured', () => {
  test('is the middle of the times, the share of answers, and the largest packet', () => {
    const output = [
      'ping 10.0.0.2 20 0.2 0.4 9.0 ',
      'mtu 10.0.0.2 1500 1400',
      'ping 10.0.0.3 20 ',
      'tcp 10.0.0.3 0.5 0.7 ',
      'garbage 10.0.0.3 1',
      'mtu 10.0.0.3 1500 -',
    ].join('\n')
    expect(readLinks(output, 'cp', peers)).toEqual([
      {
        ...{ from: 'cp', to: 'w1', rtt: { ms: 0.4, by: 'ping' }, pings: { sent: 20, answered: 3 } },
        ...{ mtu: { interface: 1500, path: 1400 }, bandwidth: null },
      },
      {
        from: 'cp',
        to: 'w2',
        rtt: { ms: 0.6, by: 'tcp' },
        pings: { sent: 20, answered: 0 },
        mtu: null,
        bandwidth: null,
      },
    ])
  })

  test('tells a host that answers no ping from a sender that has none', () => {
    expect(readLinks('tcp 10.0.0.3 0.5', 'cp', peers)).toMatchObject([{ rtt: { by: 'tcp' }, pings: null }])
  })

  test('is nothing when the sender breaks off, and no odd address reaches a shell', async () => {
    const host = new FakeHost('cp').on('sh -s', 'ping 10.0.0.2 20 0.1\n')
    const odd = { name: 'odd', address: '$(reboot)', port: 1 }
    expect(await runLinks(host, [...peers, odd], { root: true })).toHaveLength(1)
    expect(host.calls[0]).toMatchObject({ sudo: true, stdin: expect.not.stringContaining('reboot') })
    host.lose()
    expect(await runLinks(host, peers, { root: true })).toEqual([])
  })
})
