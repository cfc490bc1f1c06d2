import { expect, test } from 'vitest'
import { judgeStart, lastLines, parseStatus } from './start-outcome.ts'

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

test("what systemctl prints is read, and a log's end fits into an error", () => {
  expect(parseStatus('ActiveState=activating\nNRestarts=3\nUnitFileState=\n')).toEqual({
    ActiveState: 'activating',
    NRestarts: 3,
    UnitFileState: '',
  })
  expect(lastLines(Array.from({ length: 9 }, (_, n) => `line ${n}`))).toBe('line 4 | line 5 | line 6 | line 7 | line 8')
  expect(lastLines([])).toBe('-')
})
