'use client'

import { isMask, type NodeColumn } from '@astrago/exchange-form'
import { useState } from 'react'
import { useSay } from '../../../lib/locale.ts'
import { ConfirmDialog } from '../../../parts/ConfirmDialog.tsx'
import { questionnaire as texts } from '../../../texts/questionnaire.ts'
import type { RowProps } from './NodeRow.tsx'
import { SecretCell } from './SecretCell.tsx'

const WAYS = { shared: [], password: ['sshPassword'], key: ['sshKey', 'sshKeyPassphrase'] } as const satisfies Record<
  string,
  readonly NodeColumn[]
>
type Way = keyof typeof WAYS
const LOGIN = ['sshPassword', 'sshKey', 'sshKeyPassphrase'] as const

/** How this server is logged in to, where it differs: the secrets of the way that is chosen, and what stands beside it. */
export function OwnLogin(props: RowProps) {
  const say = useSay()
  const { row, index, actions } = props
  const given: Way = row.sshKey !== undefined ? 'key' : row.sshPassword !== undefined ? 'password' : 'shared'
  const [chosen, setChosen] = useState<Way>(given)
  const [asking, setAsking] = useState<Way>()
  const way = given === 'shared' ? chosen : given
  const ofWay: readonly NodeColumn[] = WAYS[way]
  // What a pasted table or a site.yaml brought besides has to be seen to be cleared.
  const stray = LOGIN.filter((column) => row[column] !== undefined && !ofWay.includes(column))

  function turn(next: Way) {
    setChosen(next)
    setAsking(undefined)
    actions.change(index, { sshPassword: undefined, sshKey: undefined, sshKeyPassphrase: undefined })
  }
  return (
    <>
      <label className="grid max-w-md gap-1 text-xs text-ink-2">
        {say(texts.loginWay)}
        <select
          value={way}
          onChange={({ target }) => {
            const next = target.value as Way
            if (LOGIN.some((column) => isMask(row[column]))) setAsking(next)
            else turn(next)
          }}
          className="h-9 rounded-md border border-edge bg-card px-2 text-base text-ink disabled:bg-unknown-soft"
        >
          <option value="shared">{say(texts.loginShared)}</option>
          <option value="password">{say(texts.loginPassword)}</option>
          <option value="key">{say(texts.loginKey)}</option>
        </select>
      </label>
      <div className="grid gap-2.5 @2xl:grid-cols-2">
        {[...ofWay, ...stray, 'sudoPassword' as const].map((column) => (
          <SecretCell key={column} column={column} {...props} />
        ))}
      </div>
      {asking && (
        <ConfirmDialog
          title={say(texts.loginChangeTitle, { name: String(row.name ?? '') || say(texts.node, { n: index + 1 }) })}
          confirm={say(texts.loginChange)}
          danger
          busy={false}
          problem={null}
          onConfirm={() => turn(asking)}
          onClose={() => setAsking(undefined)}
        >
          <p>{say(texts.clearText)}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
