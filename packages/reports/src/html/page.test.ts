import { createHash } from 'node:crypto'
import { LOCALES } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { buildReport } from '../model/build.ts'
import { installInput, longInput, sampleInput, settledInput } from '../samples.ts'
import { WORDS } from '../words.ts'
import { html } from './escape.ts'
import { toHtml } from './page.ts'
import { REPORT_CSP } from './style.ts'

const TAGS = new Set(
  'html head meta title style body main header p h1 h2 h3 dl div dt dd section article span table thead tbody tr th td ul li br'.split(
    ' ',
  ),
)

/** Names of all elements, with the attributes of each as they are written. */
const tagsOf = (page: string): [string, string][] =>
  [...page.replace(/<style>[\s\S]*?<\/style>/, '<style></style>').matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)].map((m) => [
    m[1] ?? '',
    m[2] ?? '',
  ])

describe.each(LOCALES)('the HTML report (%s)', (locale) => {
  const page = toHtml(buildReport(longInput()), locale)

  it('holds only the elements that the templates write, whatever the values are', () => {
    const tags = tagsOf(page)
    expect(tags.length).toBeGreaterThan(1000)
    expect(tags.map(([name]) => name).filter((name) => !TAGS.has(name))).toEqual([])
    expect(tags.filter(([, attributes]) => /\s(?:on\w+|style|src|href)=/.test(attributes))).toEqual([])
  })

  it('shows hostile values as text', () => {
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;')
    expect(page).not.toMatch(/[^\P{Cc}\n]|\p{Bidi_Control}/u)
  })

  it('says what was put right, and nothing of the kind where nothing was', () => {
    const describe = { ko: '스왑을 끕니다', en: 'Turn swap off' }
    const fixes = [{ check: 'swap-active', host: 'gpu-1', describe, state: 'done' as const }]
    const fixed = toHtml(buildReport(sampleInput({ fixes })), locale)
    expect(fixed).toContain(`${describe[locale]}<span class="id">swap-active</span>`)
    expect(page).not.toContain(WORDS.fixesExplain[locale])
  })

  it('after an installation says how old the preflight is, and what of it is done', () => {
    const installed = toHtml(buildReport(settledInput('time-synchronised')), locale)
    const [open = '', settled = ''] = installed.split('<section>').slice(1)
    const older = {
      ko: '설치가 끝나기 전(2026-11-23 14:00)',
      en: 'of 2026-11-23 14:00, from before the installation ended',
    }
    expect(open).toContain(older[locale])
    expect(open).not.toContain('time-synchronised')
    expect(settled).toContain(WORDS.settled[locale])
    expect(settled).toMatch(/time-synchronised[\s\S]*cp-1, gpu-1[\s\S]*not synchronised/)
    expect(installed).toContain(`${WORDS.settledNote[locale]}</span>`)
    for (const input of [installInput(), settledInput('time-synchronised', { run: null })]) {
      const page = toHtml(buildReport(input), locale)
      expect(page).not.toContain(WORDS.settled[locale])
      expect(page).not.toContain(older[locale])
    }
  })

  it('loads nothing and allows its own style by hash', () => {
    const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? ''
    expect(REPORT_CSP).toContain(`'sha256-${createHash('sha256').update(style).digest('base64')}'`)
    expect(style).not.toMatch(/url\(|@import/)
  })

  it('names its language and every section', () => {
    const install = toHtml(buildReport(installInput({ preflight: sampleInput().preflight ?? null })), locale)
    expect(install).toContain(`<html lang="${locale}">`)
    const headings = [...install.matchAll(/<h2>(.*?)<\/h2>/g)].map((m) => m[1])
    expect(headings).toHaveLength(8)
  })

  it('says why a step was tried again, and which versions were installed', () => {
    const install = toHtml(buildReport(installInput()), locale)
    const words = {
      ko: ['앞선 시도가 실패한 이유: cp-1에서', '사전 점검 기준값'],
      en: ['An earlier try failed because: ', 'Preflight thresholds'],
    }
    for (const text of [...words[locale], 'Waiting for containerd startup', 'v1.35.7+rke2r1', '4f1c2a9b'])
      expect(install).toContain(text)
  })
})

it('escapes text and attributes, and leaves its own markup', () => {
  const value = `<b a="1">&'`
  expect(html`<i title="${value}">${[value, html`<br>`, 3, null, false]}</i>`.markup).toBe(
    '<i title="&lt;b a=&quot;1&quot;&gt;&amp;&#39;">&lt;b a=&quot;1&quot;&gt;&amp;&#39;<br>3</i>',
  )
})
