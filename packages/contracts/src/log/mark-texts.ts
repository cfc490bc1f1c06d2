import type { PhaseEvent, RunState, StepState } from '../events.ts'
import type { Localized } from '../text.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

/** Lines of a log that the console itself writes. */
export const MARK_STEPS: Record<StepState, Localized> = {
  pending: l('· {what}', '· {what}'),
  running: l('▸ {what}', '▸ {what}'),
  done: l('✓ {what}', '✓ {what}'),
  already: l('✓ {what}: 이미 되어 있습니다', '✓ {what}: it is so already'),
  failed: l('✕ {what}: 실패', '✕ {what}: failed'),
  cancelled: l('! {what}: 중단됨', '! {what}: stopped'),
  undone: l('✓ {what}: 되돌렸습니다', '✓ {what}: undone'),
}

/** Where the action is being taken back, so that nobody reads that it is done anew. */
export const MARK_UNDOING: Record<StepState, Localized> = {
  ...MARK_STEPS,
  running: l('▸ 되돌리기: {what}', '▸ Undo: {what}'),
  failed: l('✕ {what}: 되돌리지 못했습니다', '✕ {what}: not undone'),
  cancelled: l('! {what}: 되돌리다가 중단됨', '! {what}: undoing was stopped'),
}

export const MARK_RETRIED = l('! {what}: 실패해서 다시 시도합니다', '! {what}: failed, will be tried again')

export const MARK_PHASES: Record<PhaseEvent['state'], Localized> = {
  running: l('── {what} 시작', '── {what} begins'),
  done: l('── {what} 마침', '── {what} is done'),
  failed: l('── {what} 실패', '── {what} failed'),
  cancelled: l('── {what} 중단됨', '── {what} was stopped'),
}

/** Of a host, before anything is done there. */
export const MARK_ENDED = l(
  '이전에 끊긴 작업이 남긴 명령을 끝냈습니다: {programs}',
  'Ended what work that was cut off earlier had left running: {programs}',
)

export const MARK_RUN: Record<RunState, Localized> = {
  running: l('══ 실행 시작', '══ The run begins'),
  done: l('══ 실행을 마쳤습니다', '══ The run is done'),
  failed: l('══ 실행이 실패했습니다', '══ The run failed'),
  cancelled: l('══ 실행을 취소했습니다', '══ The run was cancelled'),
  interrupted: l('══ 콘솔이 꺼져 실행이 중단되었습니다', '══ The console went down in the middle of the run'),
}
