import { stripVTControlCharacters } from 'node:util'
import { LOCALES } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { buildReport, type ReportInput } from '../model/build.ts'
import { cleanInput, largeInput, longInput, sampleInput, sampleReport, sampleWaiver } from '../samples.ts'
import { preflightToTerminal } from './preflight.ts'
import { displayWidth } from './width.ts'

const ESCAPE = '\u001b'
const show = (color: boolean, width?: number) =>
  preflightToTerminal(sampleReport(), { locale: 'ko', color, ...(width ? { width } : {}) })
const plain = (input: ReportInput) => preflightToTerminal(buildReport(input), { locale: 'ko', color: false })

describe('the terminal', () => {
  it('gets what blocks first, and the result last', () => {
    const lines = preflightToTerminal(sampleReport(), { locale: 'en', color: false }).trimEnd().split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '한빛병원 AI센터 · Preflight report',
      'Air-gapped · RKE2 · 2 hosts · 2026-11-23 14:00',
      '',
      'What to do',
      '  ✕ Fail (Blocking)  etcd peer port  port-etcd-peer',
    ])
    expect(lines.slice(-2)).toEqual([
      '2 problems block the installation. 1 problem is waived with a reason.',
      '✕ Fail 2  ? Unknown 1  ! Warning 2  ✓ Pass 14  Waived 1',
    ])
  })

  it('puts a host that blocks before one that passes', () => {
    const input = sampleInput()
    const verdicts = (input.preflight?.verdicts ?? []).filter((v) => v.host === 'gpu-1' || v.status === 'pass')
    const text = plain({ ...input, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
    expect(text.indexOf('gpu-1  10.20.0.12')).toBeLessThan(text.indexOf('cp-1  10.20.0.11'))
  })

  it('says what was put right, once for all its hosts', () => {
    const fix = { check: 'swap-active', describe: { ko: '스왑을 끕니다', en: 'Turn swap off' } }
    const fixes = [
      { ...fix, host: 'gpu-1', state: 'done' as const },
      { ...fix, host: 'gpu-2', state: 'done' as const },
      { ...fix, host: 'cp-1', state: 'failed' as const },
    ]
    const lines = plain(sampleInput({ fixes })).split('\n')
    const at = lines.indexOf('바로잡은 것')
    expect(lines.slice(at + 1, at + 3)).toEqual([
      '  완료  스왑을 끕니다  swap-active  gpu-1, gpu-2',
      '  실패  스왑을 끕니다  swap-active  cp-1',
    ])
  })

  it('says what was found, what is wanted, what to do, and what is waived by whom until when', () => {
    const text = show(false)
    expect(text).toContain('    확인한 값    timeout (3 s)\n')
    expect(text).toContain('    조치         firewalld의 public 영역')
    expect(text).toContain('    질문지 항목  보안 › 서버 방화벽\n')
    expect(text).toMatch(/\n면제\n {2}✕ 실패 {2}\/var의 남은 용량 {2}disk-free-var\n/)
    expect(text).toMatch(/면제 +김리셀러, 2026-12-31까지: 12월 증설 예정/)
  })

  it('has a waiver that lapsed among what to do, with the reason', () => {
    const text = plain(sampleInput({ waivers: [{ ...sampleWaiver, found: '40 GiB', identity: '40 GiB' }] }))
    expect(text).toContain('✕ 실패 (설치를 막음)  /var의 남은 용량')
    expect(text).toMatch(/면제 효력 없음 +확인한 값이 40 GiB에서 38 GiB\(으\)로 바뀌었습니다. \(김리셀러: 12월/)
    expect(text).not.toMatch(/\n면제\n/)
  })

  it('is plain without colour and the same text with it', () => {
    expect(show(false)).not.toContain(ESCAPE)
    expect(show(true)).toContain(ESCAPE)
    expect(stripVTControlCharacters(show(true))).toBe(show(false))
  })

  it.each([40, 60, 80, 120])('fits %d columns, with hostile values too', (width) => {
    for (const locale of LOCALES) {
      const text = preflightToTerminal(buildReport(longInput()), { locale, color: true, width })
      const widest = Math.max(...stripVTControlCharacters(text).split('\n').map(displayWidth))
      expect(widest).toBeLessThanOrEqual(width)
      expect(widest).toBeGreaterThan(width - 10)
    }
  })

  it('lets no value of a host act on the screen', () => {
    const text = plain(longInput())
    expect(text).toContain('ESC\\u{1b}[2J\\u{1b}]0;title\\u{7} RTL\\u{202e}evil zero\\u{200b}width')
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
  })

  it('is short where all is well', () => {
    const text = preflightToTerminal(buildReport(cleanInput()), { locale: 'ko', color: false, width: 80 })
    expect(text.split('\n')).toEqual([
      '한빛병원 AI센터 · 사전 점검 보고서',
      '폐쇄망 · RKE2 · 호스트 1대 · 2026-11-23 14:00',
      '',
      '호스트',
      '  cp-1  10.20.0.11  ✓ 통과 10',
      '',
      '호스트 1대가 모든 점검을 통과했습니다. 설치할 수 있습니다.',
      '✕ 실패 0  ? 판단 불가 0  ! 경고 0  ✓ 통과 10',
      '',
    ])
  })

  it('of a hundred hosts is as long as its problems, not as its hosts', () => {
    const text = preflightToTerminal(buildReport(largeInput(100)), { locale: 'ko', color: false, width: 80 })
    expect(text.split('\n').length).toBeLessThan(70)
    expect(text).toContain('    호스트       node-[001-006,008-040]\n')
    expect(text).toContain('그 밖의 호스트 3대')
    // The dead host has one entry for the reason, not one for each check that it could not be asked for.
    expect(text.match(/node-007\b/g)).toHaveLength(2)
    expect(text).toContain('그 밖의 점검 4개')
  })
})
