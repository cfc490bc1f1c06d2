import { fill, type Localized, type Params, type PreflightScope, partWords } from '@astrago/contracts'
import type { PreflightPart, ReportModel, RunPart } from './model.ts'

type Sentence = { when: boolean; text: Localized; params?: Params }
const l = (ko: string, en: string): Localized => ({ ko, en })

/** The sentences that hold, one after the other. */
function join(sentences: readonly Sentence[]): Localized {
  const said = sentences.filter((s) => s.when).map((s) => fill(s.text, s.params ?? {}))
  return { ko: said.map((s) => s.ko).join(' '), en: said.map((s) => s.en).join(' ') }
}

const NOT_ENDED: Record<Exclude<PreflightPart['state'], 'done'>, Localized> = {
  running: l('사전 점검이 아직 진행 중입니다.', 'The preflight is still running.'),
  failed: l('사전 점검을 끝내지 못했습니다.', 'The preflight did not finish.'),
  cancelled: l('사전 점검이 취소되었습니다.', 'The preflight was cancelled.'),
  interrupted: l('사전 점검이 중간에 끊어졌습니다.', 'The preflight was interrupted.'),
}

/** Where nothing blocks. */
function clearSentence(part: PreflightScope | undefined, allPassed: boolean, hosts: number): Omit<Sentence, 'when'> {
  if (!allPassed)
    return {
      text: part
        ? l('그 안에는 설치를 막는 문제가 없습니다.', 'Nothing in it blocks the installation.')
        : l('설치를 막는 문제는 없습니다.', 'Nothing blocks the installation.'),
    }
  if (part)
    return {
      text: l(
        '판정한 것은 모두 통과했습니다. 설치를 시작해도 되는지는 전체를 점검해야 알 수 있습니다.',
        'What was judged has passed. Whether the installation may begin only a whole preflight tells.',
      ),
    }
  return {
    text: l(
      '호스트 {n}대가 모든 점검을 통과했습니다. 설치할 수 있습니다.',
      hosts === 1
        ? 'The host passed every check. It is ready to install.'
        : 'All {n} hosts passed every check. They are ready to install.',
    ),
    params: { n: hosts },
  }
}

function preflightSentence({ state, counts, part, verdicts }: PreflightPart, hosts: number): Localized {
  const { blocking, warn, unknown, waived, lapsed, total, fail } = counts
  const ended = state === 'done'
  const other = warn + unknown + fail
  const open = verdicts.filter((verdict) => verdict.blocking && verdict.status === 'unknown').length
  return join([
    { when: !ended, text: ended ? l('', '') : NOT_ENDED[state] },
    { when: ended && part !== undefined, text: part ? partWords(part) : l('', '') },
    {
      when: blocking > 0,
      text: l(
        `설치를 막는 문제가 {n}건 있습니다${open > 0 ? ' (실패 {failed}, 판단 불가 {open})' : ''}.`,
        `${blocking === 1 ? '1 problem blocks' : '{n} problems block'} the installation${open > 0 ? ' ({failed} failed, {open} unknown)' : ''}.`,
      ),
      params: { n: blocking, failed: blocking - open, open },
    },
    {
      when: ended && total === 0,
      text: l(
        '판정한 항목이 없습니다. 고른 점검이 이 사이트에 해당하지 않습니다.',
        'Nothing was judged: none of the chosen checks concerns this site.',
      ),
    },
    { when: ended && blocking === 0 && total > 0, ...clearSentence(part, other === 0, hosts) },
    {
      when: waived > 0,
      text: l(
        '사유와 기한을 남기고 면제한 문제가 {n}건 있습니다.',
        waived === 1 ? '1 problem is waived with a reason.' : '{n} problems are waived with a reason.',
      ),
      params: { n: waived },
    },
    {
      when: lapsed > 0,
      text: l(
        '면제의 효력이 없어진 문제가 {n}건 있습니다.',
        lapsed === 1 ? 'The waiver of 1 problem has lapsed.' : 'The waivers of {n} problems have lapsed.',
      ),
      params: { n: lapsed },
    },
    {
      when: ended && blocking === 0 && warn > 0,
      text: l(
        '경고 {n}건은 운영 전에 확인하십시오.',
        warn === 1 ? 'Look at 1 warning before production use.' : 'Look at {n} warnings before production use.',
      ),
      params: { n: warn },
    },
  ])
}

const RUN_STATES: Record<RunPart['state'], Localized> = {
  done: l('설치를 마쳤습니다 (호스트 {hosts}대).', 'The installation is complete (hosts: {hosts}).'),
  running: l('설치가 진행 중입니다.', 'The installation is still running.'),
  failed: l('설치를 끝내지 못했습니다.', 'The installation did not finish.'),
  cancelled: l('설치가 중간에 취소되었습니다.', 'The installation was cancelled part way.'),
  interrupted: l(
    '설치가 중간에 끊어졌습니다. 이어서 실행할 수 있습니다.',
    'The installation was interrupted. It can be resumed.',
  ),
}

const UNDO_STATES: Record<RunPart['state'], Localized> = {
  done: l('설치를 되돌렸습니다.', 'The installation was undone.'),
  running: l('설치를 되돌리고 있습니다.', 'The installation is being undone.'),
  failed: l('설치를 모두 되돌리지 못했습니다.', 'The installation was not undone completely.'),
  cancelled: l('설치를 되돌리다가 취소했습니다.', 'Undoing the installation was cancelled.'),
  interrupted: l('설치를 되돌리다가 중간에 끊어졌습니다.', 'Undoing the installation was interrupted.'),
}

function runSentence(run: RunPart, hosts: number, openPoints: number): Localized {
  const stopped = run.phases.find((phase) => phase.steps.some((step) => step.state === 'failed'))
  return join([
    { when: true, text: run.undo ? UNDO_STATES[run.undo.state] : RUN_STATES[run.state], params: { hosts } },
    {
      when: !run.undo && run.state === 'failed' && stopped !== undefined,
      text: l(`'${stopped?.title.ko}' 단계에서 멈췄습니다.`, `It stopped in the phase "${stopped?.title.en}".`),
    },
    {
      when: openPoints > 0,
      text: l('남은 조치가 {n}건 있습니다.', openPoints === 1 ? '1 point is open.' : '{n} points are open.'),
      params: { n: openPoints },
    },
  ])
}

type Parts = Pick<ReportModel, 'preflight' | 'run' | 'hosts' | 'openPoints'>

/** The result in plain words, before any table. */
export function headlineOf({ preflight, run, hosts, openPoints }: Parts): Localized {
  if (run) return runSentence(run, hosts.length, openPoints.length)
  if (preflight) return preflightSentence(preflight, hosts.length)
  return l('아직 점검하거나 설치하지 않았습니다.', 'Nothing has been checked or installed yet.')
}

type Result = ReportModel['result']

/** How the run ended, or the preflight where there is no run; null when it ended as it should. */
function ending({ preflight, run }: Parts): Result | null {
  // What was undone left nothing to judge.
  if (run?.undo?.state === 'done') return 'open'
  const state = run?.undo?.state ?? run?.state ?? preflight?.state
  if (state === undefined || state === 'running') return 'open'
  if (state !== 'done') return 'fail'
  return !run && preflight?.counts.total === 0 ? 'open' : null
}

/** `fail`: something blocks or ended badly; `open`: not ended, or nothing there to judge. */
export function resultOf(parts: Parts): Result {
  const end = ending(parts)
  if (end) return end
  // A run that came to its end cannot be blocked any more by what was found before it.
  if (!parts.run && parts.openPoints.some((point) => point.blocking)) return 'fail'
  const waived = parts.preflight?.counts.waived ?? 0
  return parts.openPoints.length > 0 || waived > 0 ? 'warn' : 'pass'
}
