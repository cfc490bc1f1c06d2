'use client'

import { AppError, ROUTES, toProblem } from '@astrago/contracts'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Field, TextArea } from '../../parts/Field.tsx'
import { FilePicker } from '../../parts/FilePicker.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { sites } from '../../texts/sites.ts'
import { stepHref } from '../journey/steps.ts'

const LARGEST = 1_000_000

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const router = useRouter()
  const importSite = useChange(ROUTES.importSite, [ROUTES.listSites])
  const [yaml, setYaml] = useState('')
  const [tooLarge, setTooLarge] = useState(false)

  async function read(file: File) {
    setTooLarge(file.size > LARGEST)
    if (file.size <= LARGEST) setYaml(await file.text())
  }

  const problem = importSite.error ? toProblem(importSite.error) : null
  return (
    <FormDialog
      wide
      title={say(sites.import)}
      submit={say(sites.importButton)}
      busy={importSite.isPending}
      problem={
        tooLarge
          ? new AppError('SITE_YAML_INVALID', { params: { detail: say(sites.importTooLarge) } }).toProblem()
          : problem
      }
      onClose={onClose}
      onSubmit={() =>
        importSite.mutate({ body: { yaml } }, { onSuccess: (site) => router.push(stepHref('site', site.id)) })
      }
    >
      <p className="text-ink-2">{say(sites.importText)}</p>
      <FilePicker label={say(sites.importFile)} accept=".yaml,.yml" onPick={(file) => void read(file)} />
      <Field label={say(sites.importPaste)}>
        {(ids) => (
          <TextArea
            {...ids}
            mono
            required
            rows={10}
            maxLength={LARGEST}
            spellCheck={false}
            value={yaml}
            onChange={(event) => setYaml(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
