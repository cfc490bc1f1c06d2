import type { Page } from '@playwright/test'
import type { Gallery, World } from './open.ts'

export type Scene = {
  name: string
  world: World
  /** Who looks; null for pages that need no login. */
  as: 'reseller' | 'support' | null
  path: (ids: Gallery['ids']) => string
  /** What is done on the page before the picture; buttons are found by their place, not by words of one language. */
  act?: (page: Page, gallery: Gallery) => Promise<void>
}

const site = (page: string, id: string, more = ''): string => `/site/${page}${page && '/'}?id=${id}${more}`
const press = (selector: string) => async (page: Page) => page.locator(selector).first().click()
/** The lines of a log come by the socket. */
const logComes = (page: Page) => page.locator('#log [data-row]').first().waitFor()
/** Presses what opens a dialog, and fails where it opens none. */
const ask = (selector: string) => async (page: Page) => {
  await press(selector)(page)
  await page.locator('dialog[open]').waitFor()
}

const runs = (['running', 'done', 'failed', 'cancelled', 'interrupted'] as const).map(
  (state): Scene => ({
    name: `run-${state}`,
    world: 'full',
    as: 'reseller',
    path: ({ runs: made }) => site('run', made[state].site, `&run=${made[state].run}`),
    act: logComes,
  }),
)

const SECTIONS = [
  'general',
  'network',
  'accounts',
  'security',
  'registry',
  'resources',
  'storage',
  'gpu',
  'platform',
  'backup',
] as const
const sections = SECTIONS.map(
  (section): Scene => ({
    name: `form-${section}`,
    world: 'full',
    as: 'reseller',
    path: ({ hosts }) => site('form', hosts, `&section=${section}`),
  }),
)

/** Every page and dialog of the console. */
export const SCENES: readonly Scene[] = [
  ...sections,
  { name: 'form-support', world: 'full', as: 'support', path: ({ hosts }) => site('form', hosts) },
  {
    name: 'form-customer',
    world: 'full',
    as: null,
    path: ({ invitation }) => `/invite/#${invitation}`,
    act: async (page) => {
      await page.locator('main button').last().click()
      await page.waitForURL(/form/)
      await page.locator('main [data-field]').first().waitFor()
    },
  },
  { name: 'login', world: 'few', as: null, path: () => '/login/' },
  { name: 'login-first', world: 'empty', as: null, path: () => '/login/' },
  {
    name: 'login-wrong',
    world: 'few',
    as: null,
    path: () => '/login/',
    act: async (page) => {
      await page.locator('input').first().fill('kim')
      await page.locator('input[type=password]').fill('wrong')
      await page.keyboard.press('Enter')
      await page.locator('main [role=alert]').waitFor()
    },
  },
  { name: 'setup', world: 'empty', as: null, path: ({ setup }) => `/setup/#${setup}` },
  {
    name: 'setup-short',
    world: 'empty',
    as: null,
    path: ({ setup }) => `/setup/#${setup}`,
    act: async (page) => {
      await page.locator('input').first().fill('k')
      await page.locator('input[type=password]').fill('short')
      await page.locator('input').first().focus()
    },
  },
  { name: 'setup-no-token', world: 'empty', as: null, path: () => '/setup/' },
  { name: 'link-used', world: 'few', as: null, path: () => '/link/#no-such-token-at-all' },
  { name: 'invite', world: 'full', as: null, path: ({ invitation }) => `/invite/#${invitation}` },
  { name: 'invite-no-token', world: 'few', as: null, path: () => '/invite/' },
  { name: 'not-found', world: 'few', as: null, path: () => '/no/such/page/' },
  { name: 'sites-none', world: 'few', as: 'reseller', path: () => '/' },
  { name: 'sites-few', world: 'full', as: 'reseller', path: () => '/' },
  { name: 'sites-many', world: 'many', as: 'reseller', path: () => '/' },
  { name: 'sites-support', world: 'full', as: 'support', path: () => '/' },
  { name: 'site-make', world: 'few', as: 'reseller', path: () => '/', act: ask('main section button >> nth=-1') },
  { name: 'site-import', world: 'few', as: 'reseller', path: () => '/', act: ask('main section button >> nth=0') },
  { name: 'site', world: 'full', as: 'reseller', path: ({ hosts }) => site('', hosts) },
  { name: 'site-local', world: 'few', as: 'reseller', path: ({ local }) => site('', local) },
  {
    name: 'site-change',
    world: 'full',
    as: 'reseller',
    path: ({ hosts }) => site('', hosts),
    act: ask('main dl + div button'),
  },
  { name: 'site-none', world: 'few', as: 'reseller', path: () => '/site/' },
  { name: 'hosts', world: 'full', as: 'reseller', path: ({ hosts }) => site('hosts', hosts) },
  { name: 'hosts-support', world: 'full', as: 'support', path: ({ hosts }) => site('hosts', hosts) },
  {
    name: 'hosts-confirm',
    world: 'full',
    as: 'reseller',
    path: ({ hosts }) => site('hosts', hosts),
    act: ask('main li:nth-child(2) button:not([aria-label])'),
  },
  {
    name: 'hosts-changed',
    world: 'full',
    as: 'reseller',
    path: ({ hosts }) => site('hosts', hosts),
    act: ask('main li:nth-child(3) > div:last-child button'),
  },
  { name: 'plan-none', world: 'full', as: 'reseller', path: ({ hosts }) => site('plan', hosts) },
  { name: 'plan-ready', world: 'full', as: 'reseller', path: ({ plans }) => site('plan', plans.ready) },
  {
    name: 'plan-open',
    world: 'full',
    as: 'reseller',
    path: ({ plans }) => site('plan', plans.ready),
    act: async (page) => {
      for (const at of [0, 7]) await page.locator('main details summary').nth(at).click()
    },
  },
  {
    name: 'plan-approve',
    world: 'full',
    as: 'reseller',
    path: ({ plans }) => site('plan', plans.ready),
    act: ask('main > header button >> nth=-1'),
  },
  { name: 'plan-blocked', world: 'full', as: 'reseller', path: ({ plans }) => site('plan', plans.blocked) },
  {
    name: 'plan-making',
    world: 'full',
    as: 'reseller',
    path: ({ waiting }) => site('plan', waiting),
    act: async (page) => {
      await page.locator('main > header button').first().click()
      await page.locator('main section').getByText('cp-1', { exact: true }).waitFor()
    },
  },
  {
    name: 'plan-cancelled',
    world: 'full',
    as: 'reseller',
    path: ({ waiting }) => site('plan', waiting),
    act: async (page) => {
      const cancel = page.locator('main section header button').first()
      if (!(await cancel.isVisible())) await page.locator('main > header button').first().click()
      await cancel.click()
      await cancel.waitFor({ state: 'hidden' })
    },
  },
  {
    name: 'plan-failed',
    world: 'full',
    as: 'reseller',
    path: ({ plans }) => site('plan', plans.blocked),
    act: async (page) => {
      await page.locator('main > header button').first().click()
      await page.locator('main [role=alert]').waitFor()
    },
  },
  { name: 'plan-used', world: 'full', as: 'reseller', path: ({ runs: made }) => site('plan', made.failed.site) },
  { name: 'plan-busy', world: 'full', as: 'reseller', path: ({ runs: made }) => site('plan', made.running.site) },
  {
    name: 'plan-wrong-file',
    world: 'full',
    as: 'reseller',
    path: ({ hosts }) => site('plan', hosts),
    act: async (page) => {
      const file = (name: string) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
      await page
        .locator('input[type=file]')
        .last()
        .setInputFiles([file('ubuntu.iso'), file('install.sh')])
      await page.locator('main [role=alert]').waitFor()
    },
  },
  {
    name: 'plan-wrong-folder',
    world: 'full',
    as: 'reseller',
    path: ({ hosts }) => site('plan', hosts),
    act: async (page) => {
      await page.locator('main form input').fill('/media/usb/rke2')
      await page.locator('main form button').first().click()
      await page.locator('main [role=alert]').waitFor()
    },
  },
  { name: 'run-none', world: 'full', as: 'reseller', path: ({ plans }) => site('run', plans.ready) },
  ...runs,
  {
    name: 'run-failed-support',
    world: 'full',
    as: 'support',
    path: ({ runs: made }) => site('run', made.failed.site),
    act: logComes,
  },
  {
    name: 'run-cancel',
    world: 'full',
    as: 'reseller',
    path: ({ runs: made }) => site('run', made.running.site),
    act: ask('main > header button >> nth=-1'),
  },
  {
    name: 'run-undo',
    world: 'full',
    as: 'reseller',
    path: ({ runs: made }) => site('run', made.failed.site),
    act: ask('main > header button >> nth=0'),
  },
  {
    name: 'run-search',
    world: 'full',
    as: 'reseller',
    path: ({ runs: made }) => site('run', made.done.site),
    act: async (page) => {
      await page.locator('#log input').fill('image')
      await page
        .locator('#log')
        .getByText(/찾음|found/)
        .waitFor()
    },
  },
  {
    name: 'preflight-waiting',
    world: 'hundred',
    as: 'reseller',
    path: ({ done }) => site('preflight', done),
    act: async (page) => {
      await page.route('**/preflights', () => {})
      await page.reload()
      await page.locator('main [role=status] svg').waitFor()
    },
  },
  { name: 'preflight-many', world: 'hundred', as: 'reseller', path: ({ done }) => site('preflight', done) },
  {
    name: 'preflight-filtered',
    world: 'hundred',
    as: 'reseller',
    path: ({ done }) => site('preflight', done, '&status=fail&area=gpu&hosts=gpu-0'),
    act: press('main [data-row] [aria-pressed]'),
  },
  {
    name: 'preflight-active',
    world: 'hundred',
    as: 'reseller',
    path: ({ done }) => site('preflight', done),
    act: ask('main > header button >> nth=-2'),
  },
  {
    name: 'preflight-live',
    world: 'hundred',
    as: 'reseller',
    path: ({ live }) => site('preflight', live),
    act: async (page, gallery) => {
      await gallery.play(40)
      await page.locator('main > header p', { hasText: '40' }).waitFor()
    },
  },
  { name: 'report', world: 'full', as: 'reseller', path: ({ runs: made }) => site('report', made.done.site) },
  { name: 'users', world: 'full', as: 'reseller', path: () => '/users/' },
  { name: 'users-add', world: 'full', as: 'reseller', path: () => '/users/', act: ask('main > header button') },
  {
    name: 'users-disable',
    world: 'full',
    as: 'reseller',
    path: () => '/users/',
    act: ask('main li:nth-child(2) button'),
  },
  { name: 'audit', world: 'full', as: 'reseller', path: () => '/audit/' },
  { name: 'me', world: 'few', as: 'reseller', path: () => '/me/' },
  { name: 'menu', world: 'full', as: 'reseller', path: () => '/', act: press('header details summary') },
  {
    name: 'offline',
    world: 'log',
    as: 'reseller',
    path: ({ site: id }) => site('run', id),
    act: async (page, gallery) => {
      await gallery.close()
      await page.locator('[role=status] p button').waitFor()
    },
  },
]
