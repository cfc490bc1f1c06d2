// Runs suites one after the other and adds up what they counted.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pinnedNode, ROOT, run } from './run.mjs'

const CACHE = join(ROOT, '.cache')

/** A suite that is one command and counts as one test. */
export async function command(program, args, options) {
  const { code } = await run(program, args, options)
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 }
}

/** A vitest project; a run that counted nothing has failed. */
export async function vitest(project) {
  const report = freshFile(`${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await run('vitest', args)
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const {
    numPassedTests: passed,
    numFailedTests,
    numPendingTests,
    numTodoTests,
  } = JSON.parse(readFileSync(report, 'utf8'))
  const failed = numFailedTests + (code !== 0 && numFailedTests === 0 ? 1 : 0) + (passed === 0 && code === 0 ? 1 : 0)
  return { passed, failed, skipped: numPendingTests + numTodoTests }
}

/** Why this machine cannot carry lab hosts (no root, no namespaces, no mounts); empty when it can. */
export async function whatLabLacks() {
  const { code, output } = await run(pinnedNode(), [join(ROOT, 'e2e/lab/src/able.ts')], { quiet: true })
  return code === 0 ? [] : [output.trim()]
}

/** The browser journeys. */
export async function playwright() {
  const report = freshFile('journeys.json')
  const cwd = join(ROOT, 'e2e/journeys')
  const program = join(cwd, 'node_modules/.bin/playwright')
  const { code } = await run(program, ['test', '--reporter=list,json'], {
    cwd,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  })
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = JSON.parse(readFileSync(report, 'utf8')).stats
  const failed = unexpected + (code !== 0 && unexpected === 0 ? 1 : 0)
  return { passed: expected + flaky, failed, skipped }
}

function freshFile(name) {
  mkdirSync(CACHE, { recursive: true })
  const file = join(CACHE, name)
  rmSync(file, { force: true })
  return file
}

/**
 * Runs `suites` ({name, needs, run}); `needs` names what is missing for a suite that cannot run here. Prints the
 * closing line and gives the exit code. With CI=true a skipped suite or test is a failure.
 */
export async function runSuites(suites, { ci }) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const lines = []
  for (const { name, needs = [], run: work } of suites) {
    const start = Date.now()
    const result = needs.length > 0 ? { passed: 0, failed: 0, skipped: 1 } : await work()
    for (const key of Object.keys(total)) total[key] += result[key]
    const seconds = ((Date.now() - start) / 1000).toFixed(1)
    const why = needs.length > 0 ? `  skipped: needs ${needs.join(', ')}` : ''
    lines.push(
      `${name.padEnd(12)} ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped  ${seconds} s${why}`,
    )
  }
  process.stdout.write(
    `\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`,
  )
  return total.failed > 0 || total.passed === 0 || (ci && total.skipped > 0) ? 1 : 0
}
