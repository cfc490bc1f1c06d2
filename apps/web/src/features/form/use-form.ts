'use client'

import { ROUTES } from '@astrago/contracts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { ask } from '../../lib/api.ts'
import { useAsk } from '../../lib/query.ts'
import { useIdentity } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { type FormStore, makeFormStore } from './form-store.ts'

const REFRESH_MS = 15_000

/** Kept outside of the pages: what is typed outlives a turn to another page and a session that ended. */
const stores = new Map<string, FormStore>()

function storeOf(site: string, who: string, client: QueryClient): FormStore {
  const key = JSON.stringify([site, who])
  const known = stores.get(key)
  if (known) return known
  const store = makeFormStore({
    save: (section, revision, values) =>
      ask(ROUTES.saveSection, { params: { site, section }, body: { revision, values: { ...values } } }),
    read: () => ask(ROUTES.readForm, { params: { site } }),
    onSaved: () => void client.invalidateQueries({ queryKey: [ROUTES.readSite.url] }),
    onLoggedOut: () => void client.invalidateQueries({ queryKey: [ROUTES.session.url] }),
  })
  stores.set(key, store)
  guard(store)
  return store
}

/** Saves at once what may get lost, and asks before the window closes over something unsaved. */
function guard(store: FormStore): void {
  window.addEventListener('beforeunload', (event) => {
    if (store.isUnsaved()) event.preventDefault()
  })
  window.addEventListener('online', () => store.isUnsaved() && store.retry())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && store.flush())
}

/** The questionnaire of the page's site: what stands in it, and the store that changes it. */
export function useForm() {
  const site = useSiteId()
  const { name } = useIdentity()
  const client = useQueryClient()
  const [store] = useState(() => storeOf(site, name, client))
  const asked = useAsk(ROUTES.readForm, { params: { site } }, { refetchInterval: REFRESH_MS })
  const { data } = asked
  useEffect(() => {
    if (data) store.look(data)
  }, [data, store])
  const form = useSyncExternalStore(store.watch, store.snapshot, () => null)
  return { asked, form, store }
}
