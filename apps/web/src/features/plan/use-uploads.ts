'use client'

import { ROUTES } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { type Upload, uploads } from './uploads.ts'

const NONE: readonly Upload[] = []

/** The uploads of a site from this window. */
export function useUploads(site: string): readonly Upload[] {
  const client = useQueryClient()
  const list = useSyncExternalStore(uploads.watch, uploads.list, () => NONE)
  const mine = list.filter((upload) => upload.site === site)
  const names = mine.map(({ file, state }) => `${file.name} ${state}`).join('\n')

  // Whatever begins or ends here is news for the list of files.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the change itself is the occasion
  useEffect(() => {
    void client.invalidateQueries({ queryKey: [ROUTES.readArtifacts.url] })
  }, [names, client])

  return mine
}
