'use client'

import { ROUTES, toProblem, type User } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { users as texts } from '../../texts/users.ts'

export function DisableDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const say = useSay()
  const change = useChange(ROUTES.changeUser, [ROUTES.listUsers])
  return (
    <ConfirmDialog
      title={say(texts.disableTitle, { name: user.name })}
      confirm={say(texts.disableAct)}
      danger
      busy={change.isPending}
      problem={change.error && toProblem(change.error)}
      onConfirm={() => change.mutate({ params: { user: user.id }, body: { disabled: true } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>{say(texts.disableText)}</p>
    </ConfirmDialog>
  )
}
