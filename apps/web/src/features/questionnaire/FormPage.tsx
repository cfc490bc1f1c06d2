'use client'

import { useMayChange } from '../../shell/identity.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { FormBoard } from './FormBoard.tsx'

/** The questionnaire as the reseller has it, within the journey. */
export function FormPage() {
  const site = useSiteId()
  return <FormBoard key={site} site={site} mayEdit={useMayChange()} />
}
