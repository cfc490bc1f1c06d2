import { afterEach, beforeEach, expect, it, vi } from 'vitest'

/** A stand-in for the tab's storage, which Node has not. */
class TabStorage {
  readonly [key: string]: unknown
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value })
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key)
  }
}

let storage: TabStorage
let drafts: typeof import('./draft-storage.ts')

beforeEach(async () => {
  storage = new TabStorage()
  vi.stubGlobal('window', { sessionStorage: storage })
  vi.resetModules()
  drafts = await import('./draft-storage.ts')
})
afterEach(() => vi.unstubAllGlobals())

const draft = (who: string) => ({
  who,
  sections: { general: { revision: 1, base: {}, edits: { a: 1, b: 2 }, lost: ['accounts.sshPassword'] } },
})

it('gives a draft back to whom it belongs', () => {
  drafts.putDraft('s1', draft('kim'))
  expect(drafts.takeDraft('s1', 'kim')).toEqual(draft('kim'))
  expect(drafts.takeDraft('s2', 'kim')).toBeNull()
  expect(drafts.countKept()).toEqual({ values: 2, secrets: 1 })
})

it('throws away what somebody else left', () => {
  drafts.putDraft('s1', draft('kim'))
  expect(drafts.takeDraft('s1', 'lee')).toBeNull()
  expect(Object.keys(storage)).toEqual([])
})

it('keeps nothing after a logout', () => {
  drafts.putDraft('s1', draft('kim'))
  storage.setItem('other', '1')
  drafts.dropDrafts()
  drafts.putDraft('s1', draft('kim'))
  expect(Object.keys(storage)).toEqual(['other'])
})

it('does without a storage, a full one and a broken draft', () => {
  storage.setItem('astrago.draft.s1', '{broken')
  expect(drafts.takeDraft('s1', 'kim')).toBeNull()
  vi.stubGlobal('window', {
    get sessionStorage() {
      throw new DOMException('denied', 'SecurityError')
    },
  })
  drafts.putDraft('s1', draft('kim'))
  expect(drafts.takeDraft('s1', 'kim')).toBeNull()
  expect(drafts.countKept()).toEqual({ values: 0, secrets: 0 })
  vi.stubGlobal('window', {
    sessionStorage: Object.assign(new TabStorage(), {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    }),
  })
  expect(() => drafts.putDraft('s1', draft('kim'))).not.toThrow()
})
