'use client'

import { NodeRole } from '@astrago/contracts'
import { NODE_COLUMNS, NODES, ROLE_NAMES } from '@astrago/exchange-form'
import { useSay } from '../../../lib/locale.ts'
import { FieldNotes } from '../FieldNotes.tsx'
import type { RowProps } from './NodeRow.tsx'

/** What a server is for: one or several. */
export function NodeRoles({ row, index, passed, actions, ...rest }: RowProps) {
  const say = useSay()
  const problems = rest.problems.filter(({ column }) => column === 'roles')
  const roles = Array.isArray(row.roles) ? (row.roles as string[]) : []
  const toggle = (role: string, on: boolean) =>
    actions.change(index, { roles: on ? [...roles, role] : roles.filter((each) => each !== role) })
  return (
    <fieldset data-field={`${NODES}.${index}.roles`} className="grid gap-0.5">
      <legend className="sr-only">{say(NODE_COLUMNS.roles.label)}</legend>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span aria-hidden className="text-xs text-ink-2">
          {say(NODE_COLUMNS.roles.label)}
        </span>
        {NodeRole.options.map((role) => (
          <label key={role} className="flex min-h-7 items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              checked={roles.includes(role)}
              onChange={(event) => toggle(role, event.target.checked)}
              className="size-4 accent-accent"
            />
            {say(ROLE_NAMES[role])}
          </label>
        ))}
      </div>
      <FieldNotes inRow problems={problems} passed={passed} />
    </fieldset>
  )
}
