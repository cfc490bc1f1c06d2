import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Who stands above whom. A package may import from lower floors only, never sideways. */
const FLOORS: Record<string, number> = {
  contracts: 0,
  hosts: 1,
  'exchange-form': 1,
  jobs: 2,
  reports: 2,
  store: 2,
  changes: 3,
  preflight: 4,
  kubernetes: 4,
  cli: 5,
  server: 5,
  web: 5,
  executable: 6,
}

/** The browser gets nothing else of ours. */
const WEB_MAY = ['contracts', 'exchange-form']

type Manifest = { name: string; dependencies?: Record<string, string> }

const manifests = ['apps', 'packages'].flatMap((folder) =>
  readdirSync(join(ROOT, folder)).map(
    (name) => JSON.parse(readFileSync(join(ROOT, folder, name, 'package.json'), 'utf8')) as Manifest,
  ),
)
const short = (name: string): string => name.replace('@astrago/', '')
const ours = ({ dependencies = {} }: Manifest): string[] =>
  Object.keys(dependencies).flatMap((name) => (name.startsWith('@astrago/') ? [short(name)] : []))

/** What breaks the floors, as sentences. pnpm lets a package import only what its manifest names. */
function breaches(packages: readonly Manifest[]): string[] {
  return packages.flatMap((manifest) => {
    const name = short(manifest.name)
    const floor = FLOORS[name]
    if (floor === undefined) return [`${name} has no floor`]
    const up = ours(manifest).filter((other) => (FLOORS[other] ?? Number.POSITIVE_INFINITY) >= floor)
    const web = name === 'web' ? ours(manifest).filter((other) => !WEB_MAY.includes(other)) : []
    return [
      ...up.map((other) => `${name} may not import ${other}`),
      ...web.map((other) => `web may not import ${other}`),
    ]
  })
}

describe('imports', () => {
  test('go down only', () => {
    expect(manifests.length).toBe(Object.keys(FLOORS).length)
    expect(breaches(manifests)).toEqual([])
  })

  test('a package that imports sideways or up is found', () => {
    const dependencies = { '@astrago/store': 'workspace:*' }
    expect(breaches([{ name: '@astrago/jobs', dependencies }])).toEqual(['jobs may not import store'])
    expect(breaches([{ name: '@astrago/web', dependencies }])).toEqual(['web may not import store'])
  })

  test('stay inside a package or go by its name', () => {
    const sources = ['apps', 'packages'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter(
          (file) =>
            /^[^/]+\/src\/.*\.tsx?$/.test(file) &&
            !file.includes('.test.') &&
            !file.includes('node_modules') &&
            !file.includes('/generated/'),
        )
        .map((file) => ({ file: join(folder, file), text: readFileSync(join(ROOT, folder, file), 'utf8') })),
    )
    expect(sources.length).toBeGreaterThan(100)
    const strays = sources.filter(({ file, text }) =>
      [...text.matchAll(/from '(\.[^']+)'/g)].some(([, path = '']) => {
        const [folder = '', name = ''] = file.split('/')
        return !join(file, '..', path).startsWith(join(folder, name, 'src'))
      }),
    )
    expect(strays.map(({ file }) => file)).toEqual([])
  })
})
