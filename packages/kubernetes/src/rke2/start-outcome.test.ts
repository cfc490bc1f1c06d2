import { expect, test } from 'vitest'
import { judgeStart, lastWords, parseStatus } from './start-outcome.ts'

const status = (ActiveState: string, NRestarts = 0) => ({ ActiveState, NRestarts, UnitFileState: 'enabled' })
const log = (line: string) => ['Starting', line]

test.each([
  ['is active', status('active'), [], 'active'],
  ['is starting', status('activating'), [], 'wait'],
  ['failed once for no known reason', status('activating', 1), log('etcd timed out'), 'wait'],
  ['keeps failing', status('activating', 5), log('etcd timed out'), 'CLUSTER_START_FAILED'],
  ['was given up by systemd', status('failed'), [], 'CLUSTER_START_FAILED'],
  ['says so of an earlier start', status('activating', 0), log('not authorized'), 'wait'],
  [
    'has another token',
    status('activating', 1),
    log('bootstrap data already found and encrypted with different token'),
    'CLUSTER_TOKEN_MISMATCH',
  ],
  [
    'is refused for its token',
    status('activating', 1),
    log('401 Unauthorized: not authorized'),
    'CLUSTER_TOKEN_MISMATCH',
  ],
  [
    'has other ranges',
    status('activating', 1),
    log('critical configuration value mismatch between servers'),
    'CLUSTER_CONFIG_MISMATCH',
  ],
  ['has broken images', status('activating', 1), log('Failed to import images from /x'), 'CLUSTER_IMAGES_BROKEN'],
] as const)('a service that %s', (_, now, tail, outcome) => {
  expect(judgeStart(now, 0, tail)).toBe(outcome)
})

test('restarts from before do not count', () => {
  expect(judgeStart(status('activating', 9), 7, [])).toBe('wait')
})

test('what systemctl prints is read', () => {
  expect(parseStatus('ActiveState=activating\nNRestarts=3\nUnitFileState=\n')).toEqual({
    ActiveState: 'activating',
    NRestarts: 3,
    UnitFileState: '',
  })
})

const restarted = [
  "rke2-agent.service: Failed with result 'exit-code'.",
  'Failed to start rke2-agent.service - Rancher Kubernetes Engine v2 (agent).',
  'rke2-agent.service: Scheduled restart job, restart counter is at 3.',
  'Stopped rke2-agent.service - Rancher Kubernetes Engine v2 (agent).',
  'Starting rke2-agent.service - Rancher Kubernetes Engine v2 (agent)...',
]
const said = (level: string, message: string, second = 1) =>
  `time="2026-11-27T10:00:0${second}Z" level=${level} msg="${message}"`

test.each([
  [
    'its errors, once each',
    [said('info', 'Starting'), said('fatal', 'no token', 1), said('fatal', 'no token', 2)],
    'no token',
  ],
  ['the newest of many', [1, 2, 3, 4].map((n) => said('error', `e${n}`)), 'e2 | e3 | e4'],
  [
    'without an error its last words',
    [said('info', 'waiting'), said('warning', 'still waiting')],
    'waiting | still waiting',
  ],
  ['nothing', [], null],
])('of a service that fails %s are told, not what systemd says behind', (_, own, told) => {
  expect(lastWords([...own, ...restarted])).toBe(told ?? restarted.slice(-3).join(' | '))
  expect(lastWords([])).toBe('-')
})
