import { fill, type HostSummary, type Localized, type Plan, type Run, type StepRow } from '@astrago/contracts'
import { isOurs } from './undo.ts'

type State = HostSummary['state']

const l = (ko: string, en: string): Localized => ({ ko, en })

const TEXTS: Record<State, { what: Localized; next: Localized }> = {
  untouched: {
    what: l('아무것도 바꾸지 않았습니다.', 'Nothing was changed.'),
    next: l('할 일이 없습니다.', 'Nothing to do.'),
  },
  partial: {
    what: l(
      '{total}개 작업 중 {done}개를 마쳤고, 하던 도중에 멈춘 작업은 없습니다.',
      '{done} of {total} actions are done; none was broken off.',
    ),
    next: l('이어서 실행하거나 되돌릴 수 있습니다.', 'Resume the run, or undo it.'),
  },
  complete: {
    what: l('{total}개 작업을 모두 마쳤습니다.', 'All {total} actions are done.'),
    next: l('이 호스트에서 할 일은 없습니다.', 'Nothing more to do on this host.'),
  },
  failed: {
    what: l(
      '{total}개 작업 중 {done}개를 마쳤고, 다음 작업이 실패했습니다: {action}',
      '{done} of {total} actions are done; this one failed: {action}',
    ),
    next: l(
      '로그에서 원인을 확인해 고친 뒤 이어서 실행하십시오. 필요하면 되돌릴 수 있습니다.',
      'Find the cause in the log and fix it, then resume; undo if you rather start over.',
    ),
  },
  uncertain: {
    what: l(
      '{total}개 작업 중 {done}개를 마쳤고, 다음 작업은 도중에 멈췄습니다: {action}',
      '{done} of {total} actions are done; this one was broken off and may be half done: {action}',
    ),
    next: l(
      '이어서 실행하면 그 작업의 상태를 다시 확인하고 필요하면 다시 수행합니다.',
      'Resume: the action is checked and, where needed, done again.',
    ),
  },
  undone: {
    what: l('설치에서 한 작업을 모두 되돌렸습니다.', 'Everything this run did was undone.'),
    next: l('이 호스트에서 할 일은 없습니다.', 'Nothing more to do on this host.'),
  },
}

/** Of a host on which something is left to take back, once taking the run back has begun. */
const UNDO_AGAIN = l(
  '되돌리기를 다시 실행하십시오. 이미 되돌린 작업은 건너뜁니다.',
  'Undo again; what was undone is skipped.',
)

/** What to do where a run can be neither resumed nor undone itself. */
const BARRED = {
  fix: l(
    '사전 점검에서 결과를 확인하고 다시 조치하거나, 바꾼 것을 모두 되돌리십시오.',
    'See the findings under Preflight, then fix again, or undo all changes there.',
  ),
  'undo-fixes': l(
    '원인을 고친 뒤 사전 점검에서 다시 되돌리십시오. 이미 되돌린 것은 건너뜁니다.',
    'Mend the cause, then undo again under Preflight; what was undone is skipped.',
  ),
  busy: l(
    '이 사이트에서 다른 실행이 진행 중입니다. 끝난 뒤에 이 화면에서 할 일을 확인하십시오.',
    'Another run is under way at this site. See here what to do when it has ended.',
  ),
  superseded: l(
    '이 실행 뒤에 새로 설치했습니다. 먼저 새 설치를 되돌려야 이 실행을 되돌릴 수 있습니다.',
    'A newer installation stands on this one: undo that first.',
  ),
} as const

export type Summary = {
  /** Taking it back has begun: actions that cannot be undone count no more. */
  takenBack?: boolean
  /** Why the run can be neither resumed nor undone now, where that is so: its kind, or what became of the site. */
  barred?: keyof typeof BARRED | null | undefined
}

/** For each host of the plan, in the plan's order: the state an ended run left it in, and what to do. Pure. */
export function summarize(
  run: Pick<Run, 'steps'>,
  plan: Plan,
  { takenBack = false, barred = null }: Summary = {},
): HostSummary[] {
  const actions = plan.phases.flatMap((phase) => phase.actions)
  const rows = new Map(run.steps.map((row) => [row.action, row]))
  return [...Map.groupBy(actions, ({ host }) => host)].map(([host, mine]) => {
    const counted = takenBack ? mine.filter(({ undoable }) => undoable) : mine
    const steps = counted.flatMap(({ id }) => rows.get(id) ?? [])
    const done = steps.filter(({ state }) => state === 'done' || state === 'already').length
    const total = counted.length
    const state = stateOf(steps, done, total)
    const isLeft = takenBack && steps.some(isOurs)
    const stopped = steps.find((row) => row.state === 'failed' || isBrokenOff(row))
    const describe = mine.find(({ id }) => id === stopped?.action)?.describe ?? l('-', '-')
    const texts = (text: Localized): Localized => ({
      ko: fill(text, { done, total, action: describe.ko }).ko,
      en: fill(text, { done, total, action: describe.en }).en,
    })
    const isOpen = isLeft || state === 'failed' || state === 'uncertain' || state === 'partial'
    const next = isOpen && barred ? BARRED[barred] : isLeft ? UNDO_AGAIN : TEXTS[state].next
    return { host, state, done, total, step: stopped?.action ?? null, what: texts(TEXTS[state].what), next }
  })
}

/** A row that still says running belongs to a process that is gone. */
const isBrokenOff = ({ state }: StepRow): boolean => state === 'cancelled' || state === 'running'

function stateOf(steps: readonly StepRow[], done: number, total: number): State {
  if (steps.some(({ state }) => state === 'failed')) return 'failed'
  if (steps.some(isBrokenOff)) return 'uncertain'
  if (done === total) return 'complete'
  if (steps.some(({ state }) => state === 'done')) return 'partial'
  return steps.some(({ state }) => state === 'undone') ? 'undone' : 'untouched'
}
