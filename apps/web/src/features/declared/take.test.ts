import type { DeclaredRow, FormView } from '@astrago/contracts'
import { describe, expect, it } from 'vitest'
import { canTake, savesFor } from './take.ts'

const MASK = { secret: true, of: 'gpu-1' }

const revisions = { resources: 4, network: 2 }

const form: Pick<FormView, 'answers'> = {
  answers: {
    'resources.nodes': [
      { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'], cpus: 8 },
      { name: 'gpu-1', address: '10.20.0.21', roles: ['gpu'], gpuCount: 8, sshPassword: MASK },
    ],
    'network.gateway': '10.20.0.1',
  },
}

const row = (change: Partial<DeclaredRow>): DeclaredRow => ({
  field: 'resources.nodes',
  column: 'gpuCount',
  node: 'gpu-1',
  declared: '8',
  found: '7',
  state: 'less',
  value: 7,
  ...change,
})

describe('taking found values', () => {
  it('changes the cell and nothing beside it, masked secrets least of all', () => {
    expect(savesFor([row({})], revisions, form)).toEqual([
      {
        section: 'resources',
        revision: 4,
        values: {
          'resources.nodes': [
            { name: 'cp-1', address: '10.20.0.11', roles: ['control-plane'], cpus: 8 },
            { name: 'gpu-1', address: '10.20.0.21', roles: ['gpu'], gpuCount: 7, sshPassword: MASK },
          ],
        },
      },
    ])
  })

  it('makes one save a section of many rows, each with the revision it starts from', () => {
    const rows = [
      row({}),
      row({ column: 'memoryGib', value: 2048 }),
      row({ node: 'cp-1', column: 'cpus', value: 16 }),
      row({ field: 'network.gateway', column: null, node: null, value: '10.20.0.254' }),
      row({ field: 'network.dnsServers', column: null, node: null, value: ['10.20.0.53'] }),
    ]
    const saves = savesFor(rows, revisions, form)
    expect(saves.map(({ section, revision }) => [section, revision])).toEqual([
      ['resources', 4],
      ['network', 2],
    ])
    expect(saves[0]?.values).toMatchObject({
      'resources.nodes': [{ cpus: 16 }, { gpuCount: 7, memoryGib: 2048 }],
    })
    expect(saves[1]?.values).toEqual({ 'network.gateway': '10.20.0.254', 'network.dnsServers': ['10.20.0.53'] })
  })

  it('leaves out what is the same, what cannot be taken, and servers that are gone', () => {
    expect([row({ state: 'same' }), row({ value: null }), row({})].map(canTake)).toEqual([false, false, true])
    expect(savesFor([row({ state: 'same' }), row({ value: null })], revisions, form)).toEqual([])
    expect(savesFor([row({ node: 'gone' })], revisions, form)[0]?.values).toEqual({
      'resources.nodes': form.answers['resources.nodes'],
    })
  })
})
