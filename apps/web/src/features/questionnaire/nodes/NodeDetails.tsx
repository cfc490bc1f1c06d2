'use client'

import { useSay } from '../../../lib/locale.ts'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import { usePart } from '../form-context.ts'
import { DISK_COLUMNS, LOGIN_COLUMNS } from './columns.ts'
import { NodeCell } from './NodeCell.tsx'
import type { RowProps } from './NodeRow.tsx'
import { OwnLogin } from './OwnLogin.tsx'

/** Disks, and how to log in where it differs from the other servers. */
export function NodeDetails(props: RowProps) {
  const say = useSay()
  const isRemote = usePart(({ site }) => site.kind === 'remote')
  return (
    <div className="grid gap-3 rounded-md bg-ground px-3 py-3">
      <div className="grid grid-cols-2 gap-2.5 @2xl:grid-cols-4">
        {DISK_COLUMNS.map((column) => (
          <NodeCell key={column} titled column={column} {...props} />
        ))}
      </div>
      {isRemote && (
        <>
          <p className="text-xs text-ink-2">{say(texts.ownLogin)}</p>
          <div className="grid grid-cols-2 gap-2.5 @2xl:grid-cols-4">
            {LOGIN_COLUMNS.map((column) => (
              <NodeCell key={column} titled column={column} {...props} />
            ))}
          </div>
          <OwnLogin {...props} />
        </>
      )}
    </div>
  )
}
