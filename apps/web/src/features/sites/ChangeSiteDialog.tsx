'use client'

import { ROUTES, type Site, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { common } from '../../texts/common.ts'
import { sites } from '../../texts/sites.ts'
import { DistributionField, NameField, ProfileField } from './SiteFields.tsx'

type ChangeSiteDialogProps = { site: Site; part: 'name' | 'all'; onClose: () => void }

/** Changes a site's name, or also its profile and distribution. */
export function ChangeSiteDialog({ site, part, onClose }: ChangeSiteDialogProps) {
  const say = useSay()
  const change = useChange(ROUTES.changeSite, [ROUTES.listSites, ROUTES.readSite, ROUTES.readForm])
  const [name, setName] = useState<string>(site.name)
  const [profile, setProfile] = useState(site.profile)
  const [distribution, setDistribution] = useState(site.distribution)
  return (
    <FormDialog
      title={say(part === 'name' ? sites.rename : sites.changeTitle)}
      submit={say(common.save)}
      busy={change.isPending}
      problem={change.error && toProblem(change.error)}
      onClose={onClose}
      onSubmit={() =>
        change.mutate({ params: { site: site.id }, body: { name, profile, distribution } }, { onSuccess: onClose })
      }
    >
      <NameField value={name} onChange={setName} />
      {part === 'all' && <ProfileField value={profile} onChange={setProfile} />}
      {part === 'all' && <DistributionField value={distribution} onChange={setDistribution} />}
    </FormDialog>
  )
}
