import type { HostView, Problem } from '@astrago/contracts'
import {
  addUser,
  hashPassword,
  invite,
  makeSite,
  noteAudit,
  noteHost,
  type Store,
  savePlan,
  saveSection,
  setRunState,
  setUserDisabled,
  startRun,
} from '@astrago/store'
import { PASSWORD, RESELLER } from '../log-in.ts'
import { longLog, writeJournal } from './journal.ts'
import { type GalleryNode, galleryPlan } from './plan.ts'
import { playRun, type Story } from './runs.ts'

const COLLEAGUE = '이현장'

const NODES: readonly GalleryNode[] = [
  { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'] },
  { name: 'cp-2', address: '10.20.0.12', roles: ['control-plane'] },
  { name: 'cp-3', address: '10.20.0.13', roles: ['control-plane'] },
  { name: 'wk-1', address: '10.20.0.21', roles: ['worker'] },
  { name: 'gpu-1', address: '10.20.0.31', roles: ['worker', 'gpu'] },
  { name: 'gpu-2', address: '10.20.0.32', roles: ['worker', 'gpu'] },
]

export async function makePeople({ db }: Store): Promise<string> {
  const passwordHash = await hashPassword(PASSWORD)
  const { id } = await addUser(db, { name: RESELLER, role: 'reseller', passwordHash })
  await addUser(db, { name: COLLEAGUE, role: 'reseller', passwordHash })
  await addUser(db, { name: '박지원', role: 'support', passwordHash })
  const gone = await addUser(db, { name: 'lee.sangmin', role: 'reseller', passwordHash })
  await setUserDisabled(db, gone.id, true)
  return id
}

export async function makeLocal(store: Store): Promise<string> {
  const site = await makeSite(store.db, { name: 'bastion', kind: 'local', profile: 'online', distribution: 'rke2' })
  const node = { name: 'bastion', address: '127.0.0.1', roles: ['control-plane', 'worker'] }
  await save(store, site.id, 'resources', { 'resources.nodes': [node] })
  return site.id
}

const save = (store: Store, siteId: string, section: string, values: Record<string, unknown>) =>
  saveSection(store.db, { siteId, section, revision: 0, values, secrets: [], cleared: [], who: RESELLER })

/** A site whose questionnaire is filled as far as its hosts can be reached. */
async function makeFilledSite(store: Store, name: string, nodes: readonly object[] = NODES): Promise<string> {
  const site = await makeSite(store.db, { name, kind: 'remote', profile: 'air-gapped', distribution: 'rke2' })
  await save(store, site.id, 'resources', { 'resources.nodes': nodes })
  await save(store, site.id, 'accounts', {
    'accounts.sshUser': 'ops',
    'accounts.sshAuth': 'password',
    'accounts.sshPassword': { secretRef: 'vault:accounts.sshPassword' },
    'accounts.sudo': 'nopasswd',
  })
  await store.vault.put(site.id, 'accounts.sshPassword', 'not-a-real-password')
  await save(store, site.id, 'general', { 'general.customerName': name })
  return site.id
}

const key = (letter: string): string => `SHA256:${letter.repeat(8)}kq0Yx1b7s2vT9pLm4nRw6uZcEoGhJdFiA`

const SUMMARY: NonNullable<HostView['summary']> = {
  os: 'Ubuntu 24.04.3 LTS',
  kernel: '6.8.0-79-generic',
  cpus: 64,
  memoryBytes: 512 * 2 ** 30,
  gpus: 0,
}

async function reach(store: Store, site: string, nodes: readonly GalleryNode[] = NODES): Promise<void> {
  for (const { name, address, roles } of nodes) {
    const pinned = { pinnedType: 'ssh-ed25519', pinned: key('a'), offeredType: 'ssh-ed25519', offered: key('a') }
    const summary = { ...SUMMARY, gpus: roles.includes('gpu') ? 8 : 0 }
    await noteHost(store.db, site, { name, address }, { ...pinned, reached: true, problem: null, summary })
  }
}

export const MADE_PASSWORD = 'xK7mRq2TzVn8pWc4HsYd6bJf'

/** Passwords as the console makes them for the platform. */
async function makePasswords(store: Store, site: string): Promise<void> {
  const fields = ['astragoUserInitPassword', 'mariadbPassword', 'mariadbRootPassword', 'grafanaAdminPassword']
  const ids = fields.map((field) => `platform.${field}`)
  await save(
    store,
    site,
    'platform',
    Object.fromEntries(ids.map((id) => [id, { secretRef: `vault:${id}`, made: true }])),
  )
  for (const id of ids)
    await store.vault.put(site, id, id === 'platform.mariadbPassword' ? MADE_PASSWORD : `${id}-7Hq2`)
}

/** A site with a host in every state that one can be in. */
export async function makeHostStates(store: Store): Promise<string> {
  const site = await makeFilledSite(store, '누리데이터센터')
  const [ready, offered, changed, refused, denied] = NODES
  if (!ready || !offered || !changed || !refused || !denied) throw new Error('too few nodes')
  const pinned = { pinnedType: 'ssh-ed25519', pinned: key('a') }
  const note = ({ name, address }: GalleryNode, seen: Parameters<typeof noteHost>[3]) =>
    noteHost(store.db, site, { name, address }, seen)
  const failed = (node: GalleryNode, problem: Problem) =>
    note(node, { ...pinned, offered: key('a'), reached: false, problem })
  await reach(store, site, [ready])
  await note(offered, { offeredType: 'ssh-ed25519', offered: key('b'), reached: null })
  await note(changed, {
    ...pinned,
    offeredType: 'ssh-ed25519',
    offered: key('c'),
    reached: false,
    problem: { code: 'HOST_KEY_CHANGED', host: changed.name, params: { offered: key('c'), pinned: key('a') } },
  })
  await failed(refused, { code: 'HOST_UNREACHABLE', host: refused.name, params: { detail: 'ETIMEDOUT' } })
  await failed(denied, { code: 'HOST_AUTH_FAILED', host: denied.name, params: { user: 'ops' } })
  return site
}

/** Sites with nothing in them but a name, as many as a reseller may have. */
export async function makeManySites({ db }: Store, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const name = `고객사 ${String(i + 1).padStart(2, '0')} ${i % 5 === 0 ? '인공지능 융합 연구센터 (서울 본원 · 2단계 증설)' : '전산실'}`
    const profile = (['air-gapped', 'proxy', 'online'] as const)[i % 3] ?? 'online'
    await makeSite(db, { name, kind: 'remote', profile, distribution: 'rke2' })
  }
}

/** A site whose one host takes connections and then says nothing: a plan of it is being made until it is cancelled. */
export async function makeWaiting(store: Store, port: number): Promise<string> {
  const roles = ['control-plane', 'worker']
  return makeFilledSite(store, '마루공장', [{ name: 'cp-1', address: '127.0.0.1', sshPort: port, roles }])
}

/** A site with a plan that can be approved, and one that cannot yet. */
export async function makePlanned(store: Store): Promise<{ ready: string; blocked: string }> {
  const ready = await makeFilledSite(store, '가온전자 기흥')
  await reach(store, ready)
  await savePlan(store.db, ready, await galleryPlan(ready, NODES))
  const blocked = await makeFilledSite(store, '다온물류')
  await reach(store, blocked)
  const obstacles = [
    {
      ko: '질문지 대표 주소(VIP): 서브넷 밖의 주소입니다.',
      en: 'Questionnaire, VIP: it lies outside of the subnet.',
      place: { kind: 'field' as const, field: 'network.vip' },
    },
    {
      ko: 'IP 주소가 아닌 노드: gpu-2',
      en: 'A node without an IP address: gpu-2',
      place: { kind: 'field' as const, field: 'resources.nodes', row: 5, column: 'address' },
    },
    {
      ko: '사전 점검 실패: 스왑 (cp-1)',
      en: 'Preflight failure: swap (cp-1)',
      place: { kind: 'verdict' as const, check: 'swap-active' as const, host: 'cp-1' },
    },
    {
      ko: '설치 파일이 없습니다: rke2-images.linux-amd64.tar.zst',
      en: 'An artifact is missing: rke2-images.linux-amd64.tar.zst',
      place: { kind: 'artifact' as const, name: 'rke2-images.linux-amd64.tar.zst' },
    },
  ]
  await savePlan(store.db, blocked, await galleryPlan(blocked, NODES, { obstacles }))
  return { ready, blocked }
}

const STORIES: Readonly<Record<string, Story>> = {
  running: { state: 'running', until: 'join-agents.start@gpu-2', end: { state: 'running', forMs: 11 * 60_000 } },
  done: { state: 'done', until: 'no such action', end: { state: 'done', forMs: 0 } },
  failed: {
    state: 'failed',
    until: 'join-agents.start@gpu-1',
    end: {
      state: 'failed',
      forMs: 180_000,
      problem: {
        code: 'CLUSTER_START_FAILED',
        host: 'gpu-1',
        params: {
          service: 'rke2-agent',
          detail:
            'starting kubernetes: preparing server: failed to get CA certs: Get "https://10.20.0.11:9345/cacerts": EOF',
        },
      },
    },
  },
  cancelled: { state: 'cancelled', until: 'first-server.start', end: { state: 'cancelled', forMs: 40_000 } },
  interrupted: {
    state: 'interrupted',
    until: 'deliver-artifacts.rke2-images.linux-amd64.tar.zst@cp-2',
    end: { state: 'running', forMs: 20_000 },
  },
}

/** A site for each way that a run can stand; ids of site and run by story. */
export async function makeRuns(store: Store): Promise<Record<string, { site: string; run: string }>> {
  const made: Record<string, { site: string; run: string }> = {}
  for (const [name, story] of Object.entries(STORIES)) {
    const site = await makeFilledSite(store, `한빛병원 AI센터 (${name})`)
    await reach(store, site)
    if (name === 'done') await makePasswords(store, site)
    const plan = await galleryPlan(site, NODES)
    await savePlan(store.db, site, plan)
    if (name === 'failed')
      await playRun(store, plan, {
        ...story,
        state: 'cancelled',
        until: 'deliver',
        end: { state: 'cancelled', forMs: 5000 },
        agoMs: 86_400_000,
      })
    made[name] = { site, run: await playRun(store, plan, story) }
  }
  return made
}

/** A finished run with a log of so many lines. */
export async function makeLongRun(store: Store, lines: number): Promise<{ site: string; run: string }> {
  const site = await makeFilledSite(store, `긴 로그 ${lines}`)
  const plan = await galleryPlan(site, NODES)
  await savePlan(store.db, site, plan)
  const run = await startRun(store.db, { siteId: site, kind: 'install', planId: plan.id, startedBy: RESELLER })
  await writeJournal(
    store.journals,
    run.id,
    longLog(
      lines,
      NODES.map(({ name }) => name),
      Date.now() - 600_000,
    ),
  )
  await setRunState(store.db, run.id, 'done')
  return { site, run: run.id }
}

/** An invitation and a page of the audit log. */
export async function makeRecords({ db }: Store, site: string): Promise<string> {
  const { token } = await invite(db, site, '전산팀 최과장', 7)
  const actions = [
    'login',
    'make-site',
    'save-section',
    'confirm-host-keys',
    'start-preflight',
    'make-plan',
    'start-run',
  ]
  for (const action of actions) await noteAudit(db, { who: RESELLER, role: 'reseller', action, site, detail: '' })
  await noteAudit(db, { who: '박지원', role: 'support', action: 'login-failed', site: null, detail: '10.20.0.7' })
  return token
}
