import { expect, it } from 'vitest'
import { type Filter, filterIn, isFiltering, NO_FILTER, withFilter } from './filter.ts'

const filter: Filter = { standings: ['fail', 'waived'], severity: 'block!', column: 'gpu', hosts: 'gpu-01, gpu-02' }

it('stands in an address beside what else it says, and comes back from there', () => {
  const query = withFilter(new URLSearchParams({ id: 'site', area: 'disk' }), filter)
  expect(query.get('id')).toBe('site')
  expect(filterIn(new URLSearchParams(query.toString()))).toEqual(filter)
  expect(withFilter(query, NO_FILTER).toString()).toBe('id=site')
})

it('takes nothing from an address that is no value of ours', () => {
  expect(filterIn(new URLSearchParams({ status: 'red,fail', severity: 'high', area: '__proto__' }))).toEqual({
    ...NO_FILTER,
    standings: ['fail'],
  })
})

it('is none when it is empty', () => {
  expect([NO_FILTER, { ...NO_FILTER, hosts: ' , ' }].map(isFiltering)).toEqual([false, false])
  expect(isFiltering({ ...NO_FILTER, hosts: 'cp' })).toBe(true)
})
