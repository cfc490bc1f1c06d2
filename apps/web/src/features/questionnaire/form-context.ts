'use client'

import { createContext, useContext } from 'react'
import type { FormSnapshot } from './form-state.ts'
import type { FormStore } from './form-store.ts'

type Form = { snapshot: FormSnapshot; store: FormStore; readOnly: boolean }

export const FormContext = createContext<Form | null>(null)

/** The questionnaire that a field belongs to. */
export function useFormContext(): Form {
  const form = useContext(FormContext)
  if (!form) throw new Error('useFormContext outside of a questionnaire')
  return form
}
