'use client'

import { ROUTES } from '@astrago/contracts'
import { useEffect, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Field } from '../../parts/Field.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { fixes as texts } from '../../texts/fixes.ts'
import { PlanDialog } from './PlanDialog.tsx'

/** Takes back everything that was fixed, on all hosts or one; nothing while this console has fixed nothing of the site and no host is known to carry fixes. */
export function UndoFixesButton({ hosts }: { hosts: readonly string[] }) {
  const say = useSay()
  const { data } = useAsk(ROUTES.readFixes, { params: { site: useSiteId() } })
  const [asking, setAsking] = useState(false)
  if (!data || (!data.run && data.held.length === 0)) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say(texts.undoOpen)}</Button>
      {asking && <UndoFixesDialog hosts={hosts} onClose={() => setAsking(false)} />}
    </>
  )
}

function UndoFixesDialog({ hosts, onClose }: { hosts: readonly string[]; onClose: () => void }) {
  const say = useSay()
  const site = useSiteId()
  const preview = useChange(ROUTES.planUndoFixes)
  const { mutate } = preview
  const [host, setHost] = useState('')
  const [keepEdited, setKeepEdited] = useState(false)
  useEffect(
    () => mutate({ params: { site }, body: { keepEdited, ...(host && { hosts: [host] }) } }),
    [host, keepEdited, site, mutate],
  )
  return (
    <PlanDialog
      undoing
      title={say(texts.undoTitle)}
      confirm={say(texts.undo)}
      nothing={say(texts.undoNothing)}
      preview={preview}
      onClose={onClose}
    >
      <p>{say(texts.undoText)}</p>
      {hosts.length > 1 && (
        <Field label={say(texts.undoWhere)}>
          {(ids) => (
            <select
              {...ids}
              value={host}
              onChange={(event) => setHost(event.target.value)}
              className="h-10 w-full rounded-md border border-edge bg-card px-3"
            >
              <option value="">{say(texts.allHosts)}</option>
              {hosts.map((name) => (
                <option key={name}>{name}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      <label className="flex items-start gap-2">
        <input
          type="checkbox"
          className="mt-1"
          checked={keepEdited}
          onChange={(event) => setKeepEdited(event.target.checked)}
        />
        <span>
          {say(texts.keepEdited)}
          <span className="block text-xs text-ink-3">{say(texts.keepEditedHint)}</span>
        </span>
      </label>
    </PlanDialog>
  )
}
