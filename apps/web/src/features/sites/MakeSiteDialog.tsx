'use client'

import { type Distribution, type Profile, ROUTES, toProblem } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { sites } from '../../texts/sites.ts'
import { stepHref } from '../journey/steps.ts'
import { DistributionField, NameField, ProfileField } from './SiteFields.tsx'

export function MakeSiteDialog({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const router = useRouter()
  const make = useChange(ROUTES.makeSite, [ROUTES.listSites])
  const [name, setName] = useState('')
  const [profile, setProfile] = useState<Profile>('air-gapped')
  const [distribution, setDistribution] = useState<Distribution>('rke2')
  return (
    <FormDialog
      title={say(sites.make)}
      submit={say(sites.make)}
      busy={make.isPending}
      problem={make.error && toProblem(make.error)}
      onClose={onClose}
      onSubmit={() =>
        make.mutate(
          { body: { name, profile, distribution } },
          { onSuccess: (site) => router.push(stepHref('site', site.id)) },
        )
      }
    >
      <NameField value={name} onChange={setName} />
      <ProfileField value={profile} onChange={setProfile} />
      <DistributionField value={distribution} onChange={setDistribution} />
    </FormDialog>
  )
}
