import { describe, expect, it } from 'vitest'
import { buildReport } from './model/build.ts'
import { sampleHost, sampleInput, sampleVerdict } from './samples.ts'
import { hostsText, linesByCategory } from './verdict-lines.ts'

const HOSTS = ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']
function reportOf(verdicts: ReturnType<typeof sampleVerdict>[]) {
  const input = sampleInput()
  const hosts = HOSTS.map((name, index) => sampleHost(name, index))
  return buildReport({ ...input, hosts, preflight: input.preflight ? { ...input.preflight, verdicts } : null })
}
const linesOf = (verdicts: ReturnType<typeof sampleVerdict>[]) => {
  const { preflight } = reportOf(verdicts)
  return preflight ? linesByCategory(preflight).flatMap((category) => category.lines) : []
}

describe('the same verdict on many hosts', () => {
  it('is one line that need not name them all', () => {
    const lines = linesOf(HOSTS.map((host) => sampleVerdict('dns-resolves', host, 'pass', 'info', 'ok', 'ok')))
    expect(lines.map((line) => hostsText(line, lines, HOSTS.length, 'ko'))).toEqual(['모든 호스트 (7대)'])
  })

  it('names the exceptions first and the rest as the rest', () => {
    const lines = linesOf(
      HOSTS.map((host) =>
        sampleVerdict('dns-resolves', host, host === 'n3' ? 'fail' : 'pass', host === 'n3' ? 'block' : 'info'),
      ),
    )
    expect(lines.map((line) => hostsText(line, lines, HOSTS.length, 'en'))).toEqual(['n3', 'The other 6 hosts'])
  })

  it('names all where the check did not run everywhere', () => {
    const lines = linesOf(HOSTS.slice(1).map((host) => sampleVerdict('dns-resolves', host, 'pass', 'info')))
    expect(lines.map((line) => hostsText(line, lines, HOSTS.length, 'en'))).toEqual(['n[2-7]'])
  })

  it('is two lines where the found values differ', () => {
    const lines = linesOf([
      sampleVerdict('dns-resolves', 'n1', 'pass', 'info', '1 ms'),
      sampleVerdict('dns-resolves', 'n2', 'pass', 'info', '2 ms'),
    ])
    expect(lines).toHaveLength(2)
  })
})
