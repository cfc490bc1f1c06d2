'use client'

import { ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { ask } from '../../lib/api.ts'
import { useAsk } from '../../lib/query.ts'
import { makeFormStore } from './form-store.ts'

const LOOK_MS = 20_000

/** The questionnaire of a site: what is on hand here, kept in step with the server. */
export function useForm(site: string) {
  const client = useQueryClient()
  const asked = useAsk(ROUTES.readForm, { params: { site } }, { refetchInterval: LOOK_MS })
  const [store] = useState(() =>
    makeFormStore({
      read: () => ask(ROUTES.readForm, { params: { site } }),
      save: (section, revision, values) =>
        ask(ROUTES.saveSection, { params: { site, section }, body: { revision, values: { ...values } } }),
      onSaved: () => void client.invalidateQueries({ queryKey: [ROUTES.readSite.url] }),
    }),
  )
  const snapshot = useSyncExternalStore(store.watch, store.snapshot, () => null)

  useEffect(() => {
    if (asked.data) store.look(asked.data)
  }, [asked.data, store])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      store.flush()
      if (store.isUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => {
      window.removeEventListener('beforeunload', warn)
      store.flush()
    }
  }, [store])
  return { asked, store, snapshot }
}
