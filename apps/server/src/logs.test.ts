import { type LogLine, type Plan, ROUTES } from '@astrago/contracts'
import { savePlan, startRun } from '@astrago/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TemporaryConsole, temporaryConsole } from './testing.ts'

let it: TemporaryConsole
let params: { site: string; run: string }

beforeAll(async () => {
  it = await temporaryConsole()
  const site = it.site.id
  const describe = { ko: '클러스터에 합류', en: 'Join the cluster' }
  const action = { id: 'join@n2', phase: 'join', host: 'n2', describe, commands: [], files: [], expectedMs: 1 }
  const phase = { id: 'join', title: describe, explain: describe, concurrency: 1, knownLater: null }
  const plan: Plan = {
    ...{ id: 'plan-1', site, createdAt: new Date().toISOString(), hash: 'h', warnings: [], obstacles: [] },
    phases: [{ ...phase, actions: [{ ...action, undoable: false, pointOfNoReturn: false }] }],
  }
  await savePlan(it.store.db, site, plan)
  const run = await startRun(it.store.db, { siteId: site, kind: 'install', planId: plan.id, startedBy: 'kim' })
  params = { site, run: run.id }
  const { journal, release } = await it.journals.use(run.id)
  const step = { kind: 'step', step: 'join@n2', phase: 'join', host: 'n2', attempt: 1 } as const
  await journal.append({ kind: 'log', host: 'n2', step: 'join@n2', level: 'info', text: 'at work', lines: 1 })
  await journal.append({ ...step, state: 'failed', problem: { code: 'HOST_LOST', host: 'n2' } })
  await release()
})
afterAll(() => it.remove())

test.each([
  ['ko', '합류', '✕ 클러스터에 합류: 실패'],
  ['en', 'join', '✕ Join the cluster: failed'],
] as const)('the log is searched and downloaded in the language of the page: %s', async (lang, search, text) => {
  const asked = { params, querystring: { level: 'error', search, lang } } as const
  const { lines } = (await it.support(ROUTES.searchLog, asked)).body as { lines: LogLine[] }
  expect(lines).toMatchObject([{ n: 2, host: 'n2', level: 'error', tone: 'fail', text: expect.stringContaining(text) }])
  const { body } = await it.download(ROUTES.downloadLog, asked)
  expect(body).toMatch(new RegExp(`^2 \\S+ n2 join@n2 error ${text} — .*\\n$`))
})
