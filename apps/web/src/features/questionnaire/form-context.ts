'use client'

import type { FieldId } from '@astrago/exchange-form'
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { FormSnapshot } from './form-state.ts'
import type { FormStore } from './form-store.ts'
import { NO_PROBLEMS, type Problems } from './problem-index.ts'

type Form = { store: FormStore; readOnly: boolean }

export const FormContext = createContext<Form | null>(null)

/** The questionnaire that a field belongs to. */
export function useForm(): Form {
  const form = useContext(FormContext)
  if (!form) throw new Error('useForm outside of a questionnaire')
  return form
}

/** A part of the questionnaire; what shows it is drawn again only when `pick` gives another value. */
export function usePart<T>(pick: (snapshot: FormSnapshot) => T): T {
  const { store } = useForm()
  const read = () => pick(store.current())
  return useSyncExternalStore(store.watch, read, read)
}

export const useValue = (field: FieldId): unknown => usePart(({ draft }) => draft[field])

/** What is wrong with a field, of the node table what is wrong with it as a whole. */
export const useProblems = (field: FieldId): Problems => usePart(({ at }) => at.fields.get(field) ?? NO_PROBLEMS)
