import type { NewEvent, Plan, PlannedAction, Problem, RunState, StepState } from '@astrago/contracts'
import { readPlan, readRun, type Store, setRunState, startRun } from '@astrago/store'
import type { Tell } from './hundred.ts'
import { writeJournal } from './journal.ts'

type Timed = NewEvent & { at: number }

export type Story = {
  state: RunState
  /** The action that it comes to, by what its id begins with; all before it are done. */
  until: string
  /** What becomes of that action; `running` since so long. */
  end: { state: StepState; problem?: Problem; forMs: number }
  startedBy?: string
  agoMs?: number
}

const LOGS: Readonly<Record<string, readonly string[]>> = {
  'prepare-host': ['swapoff -a', 'modprobe br_netfilter overlay', 'net.ipv4.ip_forward = 1', 'ufw: 6 rules'],
  'deliver-artifacts': ['sha256 ok', '812 MiB in 3.1 s', 'rename to its place'],
  'write-config': ['write /etc/rancher/rke2/config.yaml (0600, token ***)'],
  'first-server': [
    'time="2026-11-25T01:12:07Z" level=info msg="Starting rke2 v1.35.7+rke2r1"',
    'Importing images from /var/lib/rancher/rke2/agent/images/rke2-images.linux-amd64.tar.zst',
    'Waiting for etcd to become available',
    'kube-apiserver is now running',
  ],
  'join-servers': ['Adding member to etcd cluster', 'Running kubelet', 'Node is Ready'],
  'join-agents': ['import rke2-images.linux-amd64.tar.zst (7/12)', 'Waiting for 10.20.0.11:9345', 'Node registered'],
}

/** Plays a run of a plan as far as the story goes, into rows and a journal, as if it had been. */
export async function playRun(store: Store, plan: Plan, story: Story): Promise<string> {
  const { db } = store
  const run = await startRun(db, {
    siteId: plan.site,
    kind: 'install',
    planId: plan.id,
    startedBy: story.startedBy ?? '김리셀러',
  })
  const { events, rows, passedMs } = play(plan, story)
  const startedAt = Date.now() - passedMs - (story.agoMs ?? 0)
  await writeJournal(
    store.journals,
    run.id,
    events.map((event) => ({ ...event, at: event.at + startedAt })),
  )
  await db.step.createMany({
    data: rows.map(({ fromMs, ms, ...row }) => ({
      ...row,
      runId: run.id,
      startedAt: new Date(startedAt + fromMs).toISOString(),
      endedAt: ms === null ? null : new Date(startedAt + fromMs + ms).toISOString(),
      ms,
    })),
  })
  await setRunState(db, run.id, story.state)
  const times = {
    startedAt: new Date(startedAt).toISOString(),
    ...(story.state === 'running' ? {} : { endedAt: new Date(startedAt + passedMs).toISOString() }),
  }
  await db.run.update({ where: { id: run.id }, data: times })
  return run.id
}

/** Ends so many more actions of a run that is under way, in row and journal, as if they had been done. */
export async function goOn(store: Store, { site, run }: { site: string; run: string }, tell: Tell, actions: number) {
  const { plan, steps } = await readRun(store.db, site, run)
  const over = new Set(steps.filter(({ state }) => state === 'done').map(({ action }) => action))
  const { phases } = await readPlan(store.db, site, plan ?? '')
  const open = phases.flatMap((phase) => phase.actions).filter(({ id }) => !over.has(id))
  for (const { id, phase, host } of open.slice(0, actions)) {
    const row = { runId: run, action: id, phase, host, state: 'done', attempts: 1 }
    await store.db.step.deleteMany({ where: { runId: run, action: id } })
    await store.db.step.create({ data: row })
    await tell(run, { kind: 'step', step: id, phase, host, state: 'done', attempt: 1 })
  }
}

type Row = {
  action: string
  phase: string
  host: string
  state: StepState
  attempts: number
  fromMs: number
  ms: number | null
}

type Played = { events: Timed[]; rows: Row[]; endMs: number; stopped: boolean }

function play(plan: Plan, story: Story): { events: Timed[]; rows: Row[]; passedMs: number } {
  const { state, end } = story
  const played: Played = { events: [{ at: 0, kind: 'run', state: 'running' }], rows: [], endMs: 100, stopped: false }
  for (const phase of plan.phases.filter(({ actions }) => actions.length > 0)) {
    if (played.stopped) break
    const { events, rows, endMs, stopped } = playPhase(phase, played.endMs, story)
    played.events.push(...events)
    played.rows.push(...rows)
    Object.assign(played, { endMs, stopped })
  }
  const problem = end.problem && state === 'failed' ? { problem: end.problem } : {}
  if (state !== 'running') played.events.push({ at: played.endMs, kind: 'run', state, ...problem })
  return { events: played.events.toSorted((a, b) => a.at - b.at), rows: played.rows, passedMs: played.endMs }
}

/** Hosts work side by side: each has a clock of its own, and the phase ends with the slowest. */
function playPhase({ id, actions, concurrency }: Plan['phases'][number], beganMs: number, story: Story): Played {
  const told = { kind: 'phase', phase: id } as const
  const hosts: Played[] = []
  for (const list of Map.groupBy(actions, ({ host }) => host).values()) {
    hosts.push(playHost(list, concurrency === 1 ? (hosts.at(-1)?.endMs ?? beganMs) : beganMs, story))
    if (concurrency === 1 && hosts.at(-1)?.stopped) break
  }
  const endMs = Math.max(...hosts.map((host) => host.endMs))
  const stopped = hosts.some((host) => host.stopped)
  const over: Timed[] = stopped ? [] : [{ ...told, at: endMs, state: 'done', ms: endMs - beganMs }]
  const events = hosts.flatMap((host) => host.events)
  return {
    events: [{ ...told, at: beganMs, state: 'running' }, ...events, ...over],
    rows: hosts.flatMap(({ rows }) => rows),
    endMs,
    stopped,
  }
}

function playHost(actions: readonly PlannedAction[], beganMs: number, { until, end }: Story): Played {
  const played: Played = { events: [], rows: [], endMs: beganMs, stopped: false }
  for (const action of actions) {
    const stops = action.id.startsWith(until)
    const outcome = stops ? end : { state: 'done' as const, forMs: Math.round(action.expectedMs * 0.8) }
    played.rows.push(rowOf(action, outcome, played.endMs))
    played.events.push(...eventsOf(action, played.endMs, outcome.forMs, outcome))
    played.endMs += outcome.forMs
    if (stops) return { ...played, stopped: true }
  }
  return played
}

const rowOf = ({ id, phase, host }: PlannedAction, { state, forMs }: Story['end'], fromMs: number): Row => ({
  action: id,
  phase,
  host,
  state,
  attempts: state === 'failed' ? 3 : 1,
  fromMs,
  ms: state === 'running' ? null : forMs,
})

function eventsOf(action: PlannedAction, at: number, ms: number, end: Story['end']): Timed[] {
  const { id: step, phase, host, commands } = action
  const attempt = end.state === 'failed' ? 3 : 1
  const lines = [...commands.slice(0, 4).map((command) => `$ ${command.split('\n')[0]}`), ...(LOGS[phase] ?? [])]
  const logs = lines.map(
    (text, i): Timed => ({
      at: at + Math.round((ms * (i + 1)) / (lines.length + 1)),
      kind: 'log',
      lines: 1,
      host,
      step,
      level: end.state === 'failed' && i === lines.length - 1 ? 'error' : 'info',
      text,
    }),
  )
  const told = { kind: 'step', step, phase, host, attempt } as const
  const problem = end.problem ? { problem: end.problem } : {}
  const over: Timed[] = end.state === 'running' ? [] : [{ ...told, at: at + ms, state: end.state, ms, ...problem }]
  return [{ ...told, at, state: 'running' }, ...logs, ...over]
}
