'use client'

import { type HostView, ROUTES, toProblem } from '@astrago/contracts'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { hosts as texts } from '../../texts/hosts.ts'
import { Fingerprint } from './Fingerprint.tsx'
import { keyFile } from './host-state.ts'

type ConfirmKeysDialogProps = {
  hosts: readonly HostView[]
  onPinned: (names: string[]) => void
  onClose: () => void
}

/** Pins what was shown: exactly these fingerprints, of one host or of many. */
export function ConfirmKeysDialog({ hosts, onPinned, onClose }: ConfirmKeysDialogProps) {
  const say = useSay()
  const site = useSiteId()
  const confirm = useChange(ROUTES.confirmHostKeys, [ROUTES.listHosts, ROUTES.readSite])
  const offered = hosts.flatMap(({ name, key }) => (key.offered ? [{ name, fingerprint: key.offered }] : []))
  const files = [...new Set(hosts.map(({ key }) => keyFile(key.type)))]
  return (
    <ConfirmDialog
      wide
      title={say(texts.confirmTitle)}
      confirm={say(texts.confirmButton)}
      busy={confirm.isPending}
      problem={confirm.error && toProblem(confirm.error)}
      onConfirm={() =>
        confirm.mutate(
          { params: { site }, body: { hosts: offered } },
          { onSuccess: () => onPinned(offered.map(({ name }) => name)) },
        )
      }
      onClose={onClose}
    >
      <p>{say(texts.confirmText)}</p>
      <ul className="divide-y rounded-md border">
        {hosts.map(({ name, address, key }) => (
          <li key={name} className="grid gap-x-4 px-3 py-2 sm:grid-cols-[150px_1fr]">
            <span>
              <strong>{name}</strong> <span className="font-mono text-xs text-ink-2">{address}</span>
            </span>
            <dl>
              <Fingerprint label={say(texts.fingerprint)} type={key.type} value={key.offered ?? ''} />
            </dl>
          </li>
        ))}
      </ul>
      <div className="text-sm text-ink-2">
        <p>{say(texts.confirmHow)}</p>
        {files.map((file) => (
          <code key={file} className="block font-mono text-xs text-ink">
            ssh-keygen -lf {file}
          </code>
        ))}
      </div>
    </ConfirmDialog>
  )
}
