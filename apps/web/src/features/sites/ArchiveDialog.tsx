'use client'

import { ROUTES, type Site, toProblem } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { sites } from '../../texts/sites.ts'

export function ArchiveDialog({ site, onClose }: { site: Site; onClose: () => void }) {
  const say = useSay()
  const change = useChange(ROUTES.changeSite, [ROUTES.listSites, ROUTES.readSite])
  return (
    <ConfirmDialog
      title={say(sites.archiveTitle)}
      confirm={say(sites.archive)}
      busy={change.isPending}
      problem={change.error && toProblem(change.error)}
      onConfirm={() => change.mutate({ params: { site: site.id }, body: { archived: true } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say(sites.archiveText, { name: site.name })}</p>
    </ConfirmDialog>
  )
}
