import { describe, expect, test } from 'vitest'
import { exportOf, isFolded, rightsOf } from './exports-file.ts'

const rights = (clients: string): string => rightsOf({ path: '/export', clients })

describe('what an export lets its clients do', () => {
  test.each([
    ['10.20.0.0/24(rw,sync,no_root_squash)', 'root'],
    ['-rw,no_root_squash 10.20.0.1 10.20.0.2', 'root'],
    ['-rw,no_root_squash 10.20.0.1(ro)', 'readonly'],
    ['10.20.0.1(ro) 10.20.0.2(rw,no_root_squash)', 'root'],
    ['10.20.0.1(rw) 10.20.0.2(ro,no_root_squash)', 'squash'],
    ['10.20.0.1(rw,no_root_squash,all_squash)', 'squash'],
    ['10.20.0.1(rw,sync)', 'squash'],
    ['10.20.0.1', 'readonly'],
    ['', 'readonly'],
    ['10.20.0.1 (rw,no_root_squash)', 'everyone'],
    ['*(rw,no_root_squash)', 'everyone'],
    ['-rw,no_root_squash *', 'everyone'],
    ['10.20.0.0/24(rw,no_root_squash,sec=krb5p)', 'kerberos'],
    ['*(sec=krb5:krb5i,rw,no_root_squash)', 'kerberos'],
    ['10.20.0.0/24(rw,no_root_squash,sec=sys:krb5)', 'root'],
    ['gss/krb5i(rw,no_root_squash) 10.20.0.0/24(rw,no_root_squash)', 'root'],
  ])('%s: %s', (clients, wanted) => expect(rights(clients)).toBe(wanted))
})

test('a line that goes on is known by its end', () => {
  expect(isFolded({ path: '/export', clients: '10.20.0.1(rw) \\' })).toBe(true)
  expect(isFolded({ path: '/export', clients: '10.20.0.1(rw)' })).toBe(false)
})

test('a path begins at the root that the server sets for NFS 4', () => {
  const root = { path: '/export', clients: '*(ro,fsid=0)' }
  const data = { path: '/export/astrago', clients: '10.20.0.0/24(rw,no_root_squash)' }
  expect(exportOf('/astrago', [root, data])).toBe(data)
  expect(exportOf('/export/astrago/volumes', [root, data])).toBe(data)
  expect(exportOf('/other', [root, data])).toBe(root)
  expect(exportOf('/astrago', [data])).toBeUndefined()
})
