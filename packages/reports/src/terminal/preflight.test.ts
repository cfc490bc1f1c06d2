import { stripVTControlCharacters } from 'node:util'
import { LOCALES } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { buildReport } from '../model/build.ts'
import { cleanInput, longInput, sampleInput, sampleReport } from '../samples.ts'
import { preflightToTerminal } from './preflight.ts'
import { displayWidth } from './width.ts'

const ESCAPE = '\u001b'
const show = (color: boolean, width?: number) =>
  preflightToTerminal(sampleReport(), { locale: 'ko', color, ...(width ? { width } : {}) })

describe('the terminal', () => {
  it('gets the hosts with problems first, and the result last', () => {
    const lines = preflightToTerminal(sampleReport(), { locale: 'en', color: false }).trimEnd().split('\n')
    expect(lines[0]).toBe('한빛병원 AI센터 · Preflight report')
    expect(lines.slice(-2)).toEqual([
      '2 problems block the installation. 1 problem is waived with a reason.',
      '✕ Fail 3  ? Unknown 1  ! Warning 2  ✓ Pass 14  Waived 1',
    ])
  })

  it('puts a host that blocks before one that passes', () => {
    const input = sampleInput()
    const verdicts = (input.preflight?.verdicts ?? []).filter((v) => v.host === 'gpu-1' || v.status === 'pass')
    const model = buildReport({ ...input, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
    const text = preflightToTerminal(model, { locale: 'ko', color: false })
    expect(text.indexOf('gpu-1  10.20.0.12')).toBeLessThan(text.indexOf('cp-1  10.20.0.11'))
  })

  it('says what was found, what is wanted, what to do and who waived it', () => {
    const text = show(false)
    expect(text).toContain('확인한 값    timeout (3 s)\n')
    expect(text).toContain('조치         firewalld의 public 영역')
    expect(text).toContain('질문지 항목  보안 › 서버 방화벽\n')
    expect(text).toContain('✕ 실패 (면제)  /var의 남은 용량  disk-free-var\n')
    expect(text).toMatch(/면제 +김리셀러, 2026-12-31까지: 12월 증설 예정/)
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
    const text = preflightToTerminal(buildReport(longInput()), { locale: 'ko', color: false })
    expect(text).toContain('ESC\\u{1b}[2J\\u{1b}]0;title\\u{7} RTL\\u{202e}evil zero\\u{200b}width')
    expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
  })

  it('is short where all is well', () => {
    const text = preflightToTerminal(buildReport(cleanInput()), { locale: 'ko', color: false, width: 80 })
    expect(text.split('\n')).toEqual([
      '한빛병원 AI센터 · 사전 점검 보고서',
      '폐쇄망 · RKE2 · 호스트 1대 · 2026-11-23 14:00',
      '',
      'cp-1  10.20.0.11  ✓ 통과 10',
      '',
      '호스트 1대가 모든 점검을 통과했습니다. 설치할 수 있습니다.',
      '✕ 실패 0  ? 판단 불가 0  ! 경고 0  ✓ 통과 10',
      '',
    ])
  })
})
