'use client'

import { ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { RadioCards } from '../../parts/RadioCards.tsx'
import { common } from '../../texts/common.ts'
import { ROLES } from '../../texts/shell.ts'
import { users as texts } from '../../texts/users.ts'
import { PasswordField } from '../people/PasswordField.tsx'
import { isUserName, UserNameField } from '../people/UserNameField.tsx'

export function AddUserDialog({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const add = useChange(ROUTES.addUser, [ROUTES.listUsers])
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [role, setRole] = useState<'reseller' | 'support'>('support')
  const option = (value: 'reseller' | 'support', explain: string) => ({ value, label: say(ROLES[value]), explain })
  return (
    <FormDialog
      title={say(texts.add)}
      submit={say(common.add)}
      busy={add.isPending}
      problem={add.error && toProblem(add.error)}
      onClose={onClose}
      onSubmit={() => {
        if (isUserName(name)) add.mutate({ body: { name, role, password } }, { onSuccess: onClose })
      }}
    >
      <UserNameField autoComplete="off" value={name} onChange={setName} />
      <RadioCards
        legend={say(texts.role)}
        value={role}
        options={[option('support', say(texts.supportText)), option('reseller', say(texts.resellerText))]}
        onChange={setRole}
      />
      <PasswordField fresh value={password} onChange={setPassword} />
    </FormDialog>
  )
}
