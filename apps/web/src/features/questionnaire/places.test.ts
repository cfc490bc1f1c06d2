import { expect, it } from 'vitest'
import { placeOf } from './places.ts'

const DRAFT = {
  'resources.nodes': [{ name: 'cp-1' }, { name: 'gpu-1', sshUser: 'ops', sshPassword: { secret: true, of: 'gpu-1' } }],
}
const at = (query: string) => placeOf(new URLSearchParams(query), DRAFT)

it.each([
  ['', null],
  ['field=no.such', null],
  ['field=network.vip', { field: 'network.vip' }],
  ['field=network.vip&host=gpu-1', { field: 'network.vip' }],
  ['field=resources.nodes&host=gpu-1', { field: 'resources.nodes', row: 1 }],
  ['field=resources.nodes&host=gpu-1&column=memoryGib', { field: 'resources.nodes', row: 1, column: 'memoryGib' }],
  ['field=resources.nodes&row=0&column=address', { field: 'resources.nodes', row: 0, column: 'address' }],
  ['field=resources.nodes&host=gone', { field: 'resources.nodes' }],
  ['field=resources.nodes&row=9&column=address', { field: 'resources.nodes' }],
  ['field=resources.nodes&row=0&column=toString', { field: 'resources.nodes', row: 0 }],
  ['field=accounts.sshUser&host=gpu-1', { field: 'resources.nodes', row: 1, column: 'sshUser' }],
  ['field=accounts.sshUser&host=cp-1', { field: 'accounts.sshUser' }],
  ['field=accounts.sudo&host=gpu-1', { field: 'accounts.sudo' }],
  ['field=accounts.sshKey&host=gpu-1', { field: 'resources.nodes', row: 1, column: 'sshPassword' }],
])('%s leads to %j', (query, place) => expect(at(query)).toEqual(place))
