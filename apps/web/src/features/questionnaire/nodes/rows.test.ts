import { expect, it } from 'vitest'
import { changeRow, keepSecrets, removeRow } from './rows.ts'

const rows = [{ name: 'a', cpus: '4' }, { name: 'b' }]

it('changes one row and leaves the others as they are', () => {
  const next = changeRow(rows, 0, { cpus: '', memoryGib: 64 })
  expect(next[0]).toEqual({ name: 'a', memoryGib: 64 })
  expect(next[1]).toBe(rows[1])
})

it('removes one row', () => {
  expect(removeRow(rows, 0)).toEqual([{ name: 'b' }])
})

it('a pasted server keeps the secrets of the one it replaces, unless it brings its own', () => {
  const mask = { secret: true, of: 'a' }
  const present = [{ name: 'a', sshPassword: mask, sudoPassword: mask, cpus: 4 }]
  expect(keepSecrets([{ name: 'a', sudoPassword: 'new' }, { name: 'b' }], present)).toEqual([
    { name: 'a', sshPassword: mask, sudoPassword: 'new' },
    { name: 'b' },
  ])
})
