'use client'

import { type AppError, type DeclaredRow, type DeclaredView, ROUTES } from '@astrago/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ask } from '../../lib/api.ts'
import { noteProblem } from '../../lib/query.ts'
import { useSiteId } from '../../shell/use-site.ts'
import { savesFor } from './take.ts'

const CHANGED = [ROUTES.readDeclared, ROUTES.readForm, ROUTES.readSite, ROUTES.listHosts]

/**
 * Saves found values into the questionnaire, all of them or none. What somebody saved since they were compared is never
 * written over: the save is refused, the problem says so, and the comparison is asked for anew.
 */
export function useTake(revisions: DeclaredView['revisions']) {
  const site = useSiteId()
  const client = useQueryClient()
  const { mutate, isPending, error } = useMutation<void, AppError, readonly DeclaredRow[]>({
    mutationFn: async (rows) => {
      const form = await ask(ROUTES.readForm, { params: { site } })
      await ask(ROUTES.saveSections, { params: { site }, body: { sections: savesFor(rows, revisions, form) } })
    },
    onError: (problem) => noteProblem(client, problem),
    onSettled: () => Promise.all(CHANGED.map(({ url }) => client.invalidateQueries({ queryKey: [url] }))),
  })
  return { take: (rows: readonly DeclaredRow[]) => mutate(rows), busy: isPending, error }
}
