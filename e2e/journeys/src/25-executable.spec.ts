import { execFileSync } from 'node:child_process'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { RunningConsole } from './console.ts'
import { test as base, download, expect, isAccessible, LONG, PASSWORD, RESELLER, speak, textOfPdf } from './journey.ts'

const ROOT = join(import.meta.dirname, '../../..')
const PROGRAM = join(ROOT, 'dist/astrago-linux-x64')

/** The console is the one file that goes onto a bastion. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern
  console: async ({}, use) => {
    execFileSync(process.execPath, [join(ROOT, 'scripts/build-executable.mjs')], { stdio: 'pipe' })
    const running = new RunningConsole([PROGRAM, 'console'])
    await running.start()
    await use(running)
    await running.remove()
  },
})

test('the single file serves the whole console: from its link to the report of this machine', async ({
  page,
  context,
  console,
}) => {
  await speak(context, 'ko')
  await page.goto(console.setupLink)
  await page.locator('input').first().fill(RESELLER)
  await page.locator('input[type=password]').fill(PASSWORD)
  await page.keyboard.press('Enter')

  await page.getByRole('link', { name: '이 서버 점검하기' }).click()
  await page.getByRole('button', { name: '점검 시작' }).click()
  const report = page.getByRole('link', { name: '보고서 PDF' })
  await expect(report).toBeVisible(LONG)
  await isAccessible(page, 'preflight of this machine')
  const text = textOfPdf(await download(page, report))
  expect(text).toContain(hostname())
  expect(text).toContain('사전 점검')
})
