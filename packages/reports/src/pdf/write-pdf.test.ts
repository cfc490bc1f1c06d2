import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LOCALES, type Locale } from '@astrago/contracts'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fontsOf, noPdfTools, pagesOf, type Word, wordsOf } from '../../test/pdf-tools.ts'
import { buildReport } from '../model/build.ts'
import { installInput, longInput, sampleReport, sampleWaiver, settledInput } from '../samples.ts'
import { WORDS } from '../words.ts'
import { pdfAssets } from './assets.ts'
import { MARGIN } from './look.ts'
import { writePdf } from './write-pdf.ts'

/** pdfmake and its parts are CommonJS: bundled as a module they still want these two. */
const BUNDLE_BANNER = [
  "import { createRequire } from 'node:module'",
  'const require = createRequire(import.meta.url)',
  'const __dirname = import.meta.dirname',
].join(';')

const unbroken = (text: string): string => text.replace(/\s+/g, '')
/** Long enough to fill many lines of a narrow column. */
const REASON =
  '고객사 전산팀이 다음 분기에 디스크를 증설하기로 하였으므로 그때까지는 로그 보존 기간을 사흘로 줄이고 매일 아침 남은 용량을 확인하기로 담당자끼리 합의하였습니다. 증설이 미뤄지면 데이터 폴더를 용량이 넉넉한 볼륨으로 옮깁니다.'
/** Milliseconds: a busy machine lays the long report out in many seconds. */
const PATIENCE = 60_000
const HEADER = '결과 점검 항목 호스트 확인한 값 필요한 값'
const PAGE = { width: 595.28, height: 841.89 }

const outside = ({ left, right, top, bottom }: Word): boolean =>
  left < MARGIN.side - 1 || right > PAGE.width - MARGIN.side + 1 || top < 20 || bottom > PAGE.height - 20

describe.skipIf(noPdfTools)(`the PDF report${noPdfTools ? `: ${noPdfTools}` : ''}`, () => {
  const signs = 'a->b --flag=x 10x20 != <= >= => (c) 1/2 10:20:30 fi ffl ...'
  const waivers = [{ ...sampleWaiver, reason: REASON }]
  const fix = { ko: '스왑을 끄고 재부팅 후에도 꺼지게 합니다', en: 'Turn swap off, also after a reboot' }
  const fixes = [{ check: 'swap-active', host: 'gpu-1', describe: fix, state: 'done' as const }]
  const model = sampleReport({ generatedBy: signs, waivers, fixes })
  let made: Record<Locale, Uint8Array>
  beforeAll(async () => {
    const [ko, en] = await Promise.all([writePdf(model, 'ko'), writePdf(model, 'en')])
    made = { ko, en }
  }, PATIENCE)

  it.each(LOCALES)('gives its text back (%s)', (locale) => {
    const text = unbroken(pagesOf(made[locale]).join(''))
    const points = model.openPoints.flatMap((p) => [p.title[locale], p.message[locale], p.fix?.[locale] ?? ''])
    const said = [model.headline[locale], model.site.name, REASON, fix[locale], ...points]
    for (const sentence of said) expect(text).toContain(unbroken(sentence))
    expect(text).toContain(`sha256:${'3f9a1c07'.repeat(8)}`)
    expect(text).toContain('✓')
    expect(text).not.toContain('□')
  })

  it('does not turn letters of values into signs', () => {
    expect(unbroken(pagesOf(made.en).join(''))).toContain(unbroken(signs))
  })

  it('keeps Korean words whole', () => {
    const words = new Set(wordsOf(made.ko).map((word) => word.text))
    expect(REASON.split(' ').filter((word) => !words.has(word))).toEqual([])
  })

  it('embeds both fonts with a map back to Unicode', () => {
    const rows = fontsOf(made.ko).split('\n')
    const fonts = rows.filter((line) => line.includes('Pretendard'))
    expect(fonts).toHaveLength(2)
    for (const font of fonts) expect(font).toMatch(/yes\s+yes\s+yes/)
  })

  it.each(LOCALES)('says why a step was tried again, and which versions were installed (%s)', async (locale) => {
    const text = unbroken(pagesOf(await writePdf(buildReport(installInput()), locale)).join(''))
    const words = {
      ko: ['앞선 시도가 실패한 이유', '사전 점검 기준값'],
      en: ['An earlier try failed because', 'Preflight thresholds'],
    }
    const versions = [
      'v1.35.7+rke2r1',
      'ghcr.io/kube-vip/kube-vip:v1.2.3',
      '4f1c2a9b',
      'rke2-images-core.linux-amd64.tar.zst',
    ]
    for (const word of [...words[locale], 'Waiting for containerd startup', ...versions])
      expect(text).toContain(unbroken(word))
  })

  it.each(LOCALES)(
    'after an installation says how old the preflight is, and what of it is done (%s)',
    async (locale) => {
      const text = unbroken(pagesOf(await writePdf(buildReport(settledInput('time-synchronised')), locale)).join(''))
      const older = {
        ko: '설치가 끝나기 전(2026-11-23 14:00)',
        en: 'of 2026-11-23 14:00, from before the installation ended',
      }
      for (const word of [
        older[locale],
        WORDS.settled[locale],
        WORDS.settledExplain[locale],
        WORDS.settledNote[locale],
      ])
        expect(text).toContain(unbroken(word))
    },
  )

  describe('of a large site with hostile values', () => {
    let pdf: Uint8Array
    beforeAll(async () => {
      pdf = await writePdf(buildReport(longInput()), 'ko')
    }, PATIENCE)

    it('leaves no word outside the margins', () => {
      const words = wordsOf(pdf)
      expect(words.length).toBeGreaterThan(5000)
      expect(words.filter(outside)).toEqual([])
    })

    it('never writes one word over another', () => {
      const rows = Map.groupBy(wordsOf(pdf), (word) => `${word.page} ${Math.round(word.top)}`)
      const overlaps = [...rows.values()].flatMap((row) => {
        const sorted = row.toSorted((a, b) => a.left - b.left)
        return sorted.filter((word, index) => index > 0 && word.left < (sorted[index - 1]?.right ?? 0) - 1.5)
      })
      expect(overlaps).toEqual([])
    })

    it('repeats the header of a table on every page that it reaches', () => {
      const pages = [...Map.groupBy(wordsOf(pdf), (word) => word.page).values()]
      const reached = pages.filter((words) => words.some((word) => word.text === '나머지'))
      expect(reached.length).toBeGreaterThan(10)
      const without = reached.filter((words) => {
        const rows = Map.groupBy(words, (word) => Math.round(word.top))
        return ![...rows.values()].some((row) => row.map((word) => word.text).join(' ') === HEADER)
      })
      expect(without).toEqual([])
    })

    it('numbers its pages and says where characters are missing', () => {
      const pages = pagesOf(pdf)
      expect(pages[0]).toContain('글꼴에 없는 글자는 □로')
      expect(pages.join('')).toContain('□□ □□□ □ □ é')
      pages.forEach((page, index) => {
        expect(page).toContain(`${index + 1} / ${pages.length}쪽`)
      })
    })

    it('keeps every verdict that is not a pass', () => {
      const text = unbroken(pagesOf(pdf).join(''))
      for (const point of buildReport(longInput()).openPoints) expect(text).toContain(unbroken(point.title.ko))
    })
  })
})

it('fails with its own error when a font is missing', async () => {
  const fonts = { regular: '/nowhere/a.ttf', bold: '/nowhere/b.ttf' }
  await expect(writePdf(sampleReport(), 'ko', { fonts })).rejects.toMatchObject({ code: 'REPORT_PDF_FAILED' })
})

it('fails with its own error when the worker is missing', async () => {
  const workerUrl = new URL('file:///nowhere/worker.mjs')
  await expect(writePdf(sampleReport(), 'ko', { workerUrl })).rejects.toMatchObject({ code: 'REPORT_PDF_FAILED' })
})

it('does not block the thread that asks for it', async () => {
  let ticks = 0
  const timer = setInterval(() => ticks++, 5)
  await writePdf(buildReport(installInput()), 'ko')
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(20)
})

describe('bundled into one file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'worker-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('makes a document with the fonts beside it', async () => {
    const outfile = join(folder, 'pdf-worker.mjs')
    buildSync({
      entryPoints: [join(import.meta.dirname, 'worker.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      banner: { js: BUNDLE_BANNER },
      logLevel: 'error',
    })
    const { regular, bold } = pdfAssets().fonts
    const fonts = { regular: join(folder, 'regular.ttf'), bold: join(folder, 'bold.ttf') }
    copyFileSync(regular, fonts.regular)
    copyFileSync(bold, fonts.bold)
    const pdf = await writePdf(sampleReport(), 'ko', { workerUrl: pathToFileURL(outfile), fonts })
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(20_000)
  })
})
