'use client'

import { ROUTES } from '@astrago/contracts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { ask } from '../../lib/api.ts'
import { useAsk } from '../../lib/query.ts'
import { type FormStore, makeFormStore } from './form-store.ts'

const LOOK_MS = 20_000

/** One store a site for as long as the page lives: what could not be saved yet outlives the turning of a page. */
const stores = new Map<string, FormStore>()

function storeOf(site: string, client: QueryClient): FormStore {
  const known = stores.get(site)
  if (known) return known
  const store = makeFormStore({
    read: () => ask(ROUTES.readForm, { params: { site } }),
    save: (section, revision, values) =>
      ask(ROUTES.saveSection, { params: { site, section }, body: { revision, values: { ...values } } }),
    onSaved: () => void client.invalidateQueries({ queryKey: [ROUTES.readSite.url] }),
  })
  stores.set(site, store)
  return store
}

if (typeof window !== 'undefined') {
  window.addEventListener('beforeunload', (event) => {
    for (const store of stores.values()) store.flush()
    if ([...stores.values()].some((store) => store.isUnsaved())) event.preventDefault()
  })
  window.addEventListener('online', () => {
    for (const store of stores.values()) if (store.isUnsaved()) store.retry()
  })
}

/** The questionnaire of a site: what is on hand here, kept in step with the server. */
export function useForm(site: string) {
  const asked = useAsk(ROUTES.readForm, { params: { site } }, { refetchInterval: LOOK_MS })
  const store = storeOf(site, useQueryClient())
  const snapshot = useSyncExternalStore(store.watch, store.snapshot, () => null)

  useEffect(() => {
    if (asked.data) store.look(asked.data)
  }, [asked.data, store])
  useEffect(() => () => store.flush(), [store])
  return { asked, store, snapshot }
}
