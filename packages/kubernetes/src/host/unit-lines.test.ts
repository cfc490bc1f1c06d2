import { expect, test } from 'vitest'
import { isOfSystemd, levelOfLine, messageOf } from './unit-lines.ts'

test.each([
  ['time="2026-11-27T10:00:00Z" level=fatal msg="starting kubernetes: told to fail"', 'error'],
  ['time="2026-11-27T10:00:00Z" level=error msg="x" error="y"', 'error'],
  ['time="2026-11-27T10:00:00Z" level=warning msg="not found"', 'warn'],
  ['time="2026-11-27T10:00:00Z" level=info msg="No error, no warning"', 'info'],
  ['{"level":"warn","ts":"2026-11-27T10:00:00Z","msg":"apply request took too long"}', 'warn'],
  ['E1127 10:00:00.000000    1234 kubelet.go:1] node not found', 'error'],
  ['W1127 10:00:00.000000    1234 x.go:1] deprecated', 'warn'],
  ["rke2-agent.service: Failed with result 'exit-code'.", 'warn'],
  ['rke2-agent.service: Main process exited, code=exited, status=1/FAILURE', 'warn'],
  ['Failed to start rke2-agent.service - Rancher Kubernetes Engine v2 (agent).', 'warn'],
  ['rke2-agent.service: Scheduled restart job, restart counter is at 3.', 'info'],
  ['Error: this is no mark', 'info'],
])('the weight of %j is %s', (line, level) => {
  expect(levelOfLine(line)).toBe(level)
})

test("systemd's own lines are told from the program's", () => {
  expect(isOfSystemd('Stopped Rancher Kubernetes Engine v2 (agent).')).toBe(true)
  expect(isOfSystemd('time="2026-11-27T10:00:00Z" level=info msg="Starting rke2 agent"')).toBe(false)
})

test.each([
  ['time="2026-11-27T10:00:00Z" level=fatal msg="no \\"token\\" at all"', 'no "token" at all'],
  ['time=2026-11-27T10:00:00Z level=error msg="x" error="y"', 'msg="x" error="y"'],
  ['plain words', 'plain words'],
])('the message of %j', (line, message) => {
  expect(messageOf(line)).toBe(message)
})
