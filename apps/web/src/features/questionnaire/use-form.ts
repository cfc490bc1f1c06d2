'use client'

import { type Identity, ROUTES } from '@astrago/contracts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { ask } from '../../lib/api.ts'
import { noteProblem, useAsk } from '../../lib/query.ts'
import { useIdentity } from '../../shell/identity.tsx'
import { putDraft, takeDraft } from './drafts/draft-storage.ts'
import { keptDraft } from './drafts/kept-draft.ts'
import { type FormStore, makeFormStore } from './form-store.ts'

const LOOK_MS = 20_000
const KEEP_MS = 500

type Kept = { store: FormStore; who: string; keep: () => void }

/** One store a site for as long as the page lives: what could not be saved yet outlives the turning of a page. */
const stores = new Map<string, Kept>()

/** Whose typing it is: an invitation is nobody in particular, so it is the site's. */
const whoIs = ({ role, name, site }: Identity): string => (role === 'customer' ? `${role} ${site}` : `${role} ${name}`)

function storeOf(site: string, who: string, client: QueryClient): FormStore {
  const known = stores.get(site)
  if (known?.who === who) return known.store
  known?.store.close()
  const store = makeFormStore(
    {
      read: () => ask(ROUTES.readForm, { params: { site } }),
      save: (section, revision, values) =>
        ask(ROUTES.saveSection, { params: { site, section }, body: { revision, values: { ...values } } }),
      onSaved: () => void client.invalidateQueries({ queryKey: [ROUTES.readSite.url] }),
      onProblem: (error) => noteProblem(client, error),
    },
    takeDraft(site, who),
  )
  stores.set(site, { store, who, keep: keeper(site, who, store) })
  return store
}

/** Keeps what is typed and not saved, so that it outlives the page; @returns a function that does so at once. */
function keeper(site: string, who: string, store: FormStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    const state = store.snapshot()
    if (state) putDraft(site, keptDraft(state, who))
  }
  store.watch(() => {
    timer ??= setTimeout(keep, KEEP_MS)
  })
  return keep
}

if (typeof window !== 'undefined') {
  window.addEventListener('beforeunload', (event) => {
    for (const { store } of stores.values()) store.flush()
    if ([...stores.values()].some(({ store }) => store.isUnsaved())) event.preventDefault()
  })
  window.addEventListener('pagehide', () => {
    for (const { keep } of stores.values()) keep()
  })
  window.addEventListener('online', () => {
    for (const { store } of stores.values()) store.wakeUp()
  })
}

/** The questionnaire of a site: what is on hand here, kept in step with the server. */
export function useFormOf(site: string) {
  const asked = useAsk(ROUTES.readForm, { params: { site } }, { refetchInterval: LOOK_MS })
  const store = storeOf(site, whoIs(useIdentity()), useQueryClient())
  const isRead = useSyncExternalStore(
    store.watch,
    () => store.snapshot() !== null,
    () => false,
  )

  useEffect(() => {
    if (asked.data) store.look(asked.data)
  }, [asked.data, store])
  useEffect(() => {
    // Somebody has just logged in again, or come back to the page.
    store.retry()
    return () => {
      store.flush()
      stores.get(site)?.keep()
    }
  }, [store, site])
  return { asked, store, isRead }
}
