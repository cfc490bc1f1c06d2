import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Lab } from '@astrago/lab'
import commandFlags from '../../../../scripts/lib/command-flags.json' with { type: 'json' }
import { placeOf } from '../preflight/ours.ts'
import { ansibleFor, byOpenSsh } from '../preflight/peers.ts'
import { secondsOfChildren } from '../process.ts'
import { interleave, median, round } from '../stats.ts'
import { playbook } from './playbook.ts'
import type { Round } from './worker.ts'

const HOSTS = 100
const AT_ONCE = 50
const ROUNDS = 5
/** A playbook takes minutes on all of them; it is run on some, and its time counted by host. */
const PLAYBOOK_HOSTS = 20
const PLAYBOOK_ROUNDS = 3
/** systemd keeps what it started for a login for ten more seconds (logind.conf, UserStopDelaySec). */
const LOGIN_KEPT_MS = 12_000

/**
 * The passive preflight with all its checks over 100 hosts, against parallel OpenSSH that runs an empty command, in
 * seconds and in processor time of the console's machine, and against a playbook of the same kind, warm. Each round finds
 * hosts to which nobody is logged in, as a preflight does; `vsEmptySshLoggedIn` is the same where the round before has
 * just left.
 */
export async function benchPreflight100(say: (line: string) => void): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-bench-100-'))
  const lab = await Lab.up({ hosts: HOSTS, name: 'bench-100', say })
  const worker = fork(join(import.meta.dirname, 'worker.ts'), { execArgv: commandFlags })
  const rounds: Round[] = []
  const opensshCpu: number[] = []
  const ours = async (): Promise<void> => {
    worker.send({ place: placeOf(lab), concurrency: AT_ONCE })
    const [answer] = (await once(worker, 'message')) as [Round | { failed: string }]
    if ('failed' in answer) throw new Error(answer.failed)
    rounds.push(answer)
  }
  const openssh = async (): Promise<void> => {
    const before = secondsOfChildren()
    await byOpenSsh(lab, folder, '', AT_ONCE)
    opensshCpu.push(secondsOfChildren() - before)
  }
  try {
    // A hundred hosts that still boot take more than a login is given.
    await byOpenSsh(lab, folder, 'systemctl is-system-running --wait; true', HOSTS)
    const loggedIn = await interleave(ROUNDS, say, { ours, openssh })
    rounds.length = opensshCpu.length = 0
    const times = await interleave(ROUNDS, say, { ours, openssh }, () => wait(LOGIN_KEPT_MS))
    const perHost = await playbookSecondsPerHost(lab, folder, say)
    const seconds = median(times.ours)
    return {
      hosts: HOSTS,
      checks: rounds[0]?.checks,
      seconds: round(seconds),
      vsEmptySsh: round(seconds / median(times.openssh)),
      vsEmptySshLoggedIn: round(median(loggedIn.ours) / median(loggedIn.openssh)),
      controllerCpu: round(median(rounds.map(({ cpuSeconds }) => cpuSeconds)) / median(opensshCpu)),
      vsPlaybook: round(seconds / (perHost * HOSTS), 3),
      rssMb: Math.max(...rounds.map(({ rssMb }) => rssMb)),
    }
  } finally {
    worker.disconnect()
    await lab.down()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function playbookSecondsPerHost(lab: Lab, folder: string, say: (line: string) => void): Promise<number> {
  const file = join(folder, 'playbook.yml')
  writeFileSync(file, playbook())
  const options = { forks: PLAYBOOK_HOSTS, pipelining: true, warm: true }
  const ansible = ansibleFor(lab, folder, PLAYBOOK_HOSTS, options)
  await ansible('ansible', ['all', '-m', 'ping', '-o'])
  const times = await interleave(PLAYBOOK_ROUNDS, say, { playbook: () => ansible('ansible-playbook', [file]) })
  return median(times.playbook) / PLAYBOOK_HOSTS
}
