import { setImmediate } from 'node:timers/promises'
import { FakeHost } from '@astrago/hosts/testing'
import type { ActionContext } from '@astrago/jobs'
import { expect, test } from 'vitest'
import { followJournal } from './follow-journal.ts'
import { maskYaml } from './mask.ts'
import { waitFor } from './wait.ts'

const { signal } = new AbortController()

test('secrets in a foreign YAML file are masked at any depth, and its comments dropped', () => {
  const text =
    'configs:\n  r:\n    auth:\n      username: planted\n      password: |\n        planted\n# planted\ncni: canal\n'
  expect(maskYaml(text)).toBe('configs:\n  r:\n    auth:\n      username: ••••\n      password: ••••\ncni: canal\n')
})

test.each(['token: "planted', 'a: *unknown', '\tx'])('what is no YAML is not shown at all: %j', (text) => {
  expect(maskYaml(text)).toBeNull()
})

test('waiting asks until there is an answer, at the limit once more, and ends on an abort', async () => {
  const limits = { limitMs: 60, pollMs: 10, signal }
  let asked = 0
  expect(await waitFor(async () => (++asked === 3 ? 'yes' : undefined), limits)).toBe('yes')
  expect(await waitFor(async () => undefined, limits)).toBeUndefined()
  const aborted = AbortSignal.timeout(20)
  await expect(waitFor(async () => undefined, { ...limits, limitMs: 5_000, signal: aborted })).rejects.toThrow()
})

const output = { onStdout: () => undefined, onStderr: () => undefined }
const FOLLOWED = { since: 1, limitMs: 1_000 }

/** A host whose journal comes in these pieces, each as soon as the one before was taken. */
function hostSaying(...chunks: string[]): FakeHost {
  const host = new FakeHost('h')
  host.stream = async (command, { onStdout }) => {
    expect(command).toContain('journalctl')
    for (const chunk of chunks) await onStdout(Buffer.from(chunk))
    return { code: 0, signal: null }
  }
  return host
}

function contextOf(host: FakeHost, more: Partial<ActionContext>): ActionContext {
  return { host, signal, output, log: () => undefined, relay: () => undefined, hostNamed: () => host, ...more }
}

test('a journal goes to the log line by line with the level it tells of, and its last lines are kept', async () => {
  const seen: [string, string][] = []
  const host = hostSaying('first\nsec', 'ond\nlevel=fatal msg="n', 'o"\nthi', 'rd')
  const context = contextOf(host, { relay: (text, level) => void seen.push([level, text]) })
  const journal = followJournal(context, 'rke2-server', FOLLOWED)
  await journal.stop()
  expect(seen).toEqual([
    ['info', 'first'],
    ['info', 'second'],
    ['error', 'level=fatal msg="no"'],
    ['info', 'third'],
  ])
  expect(journal.tail()).toEqual(['first', 'second', 'level=fatal msg="no"', 'third'])
})

test.each(['info', 'warning', 'error'])(
  'a journal of lines of level=%s waits until the log has taken them',
  async (level) => {
    const taken = Promise.withResolvers<void>()
    const seen: string[] = []
    const relay: ActionContext['relay'] = (text) => (seen.push(text) === 1 ? taken.promise : undefined)
    const journal = followJournal(
      contextOf(hostSaying(`level=${level} 1\n`, 'level=info 2\n'), { relay }),
      'u',
      FOLLOWED,
    )
    await setImmediate()
    expect(seen).toEqual([`level=${level} 1`])
    taken.resolve()
    await journal.stop()
    expect(seen).toEqual([`level=${level} 1`, 'level=info 2'])
  },
)

test('a journal that cannot be read is a warning, not a failure', async () => {
  const said: (string | undefined)[] = []
  const host = new FakeHost('h').on(/journalctl/, new Error('no journal'))
  const log: ActionContext['log'] = (_, level) => void said.push(level)
  const journal = followJournal(contextOf(host, { log }), 'u', FOLLOWED)
  await new Promise((resolve) => setTimeout(resolve, 20))
  await journal.stop()
  expect(said).toEqual(['warn'])
})
