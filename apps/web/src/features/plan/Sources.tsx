'use client'

import { type ArtifactsView, ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Field, TextInput } from '../../parts/Field.tsx'
import { Note } from '../../parts/Note.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import type { Refusal } from './uploads.ts'

type Props = {
  site: string
  view: ArtifactsView
  refusals: readonly Refusal[]
  onFiles: (files: readonly File[]) => void
}

/** Two ways to bring the files: a folder of the console's machine, or through the browser. */
export function Sources({ site, view, refusals, onFiles }: Props) {
  return (
    <div className="mt-4 grid gap-x-6 gap-y-5 border-t pt-4 *:min-w-0 lg:grid-cols-2">
      <FolderForm key={view.folder} site={site} folder={view.folder} />
      <UploadArea refusals={refusals} onFiles={onFiles} />
    </div>
  )
}

function FolderForm({ site, folder }: { site: string; folder: string | null }) {
  const say = useSay()
  const [path, setPath] = useState(folder ?? '')
  const use = useChange(ROUTES.useArtifactFolder, [ROUTES.readArtifacts])
  const change = (next: string | null) => use.mutate({ params: { site }, body: { path: next } })
  return (
    <form
      className="grid content-start gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        change(path)
      }}
    >
      <Field label={say(texts.folder)} hint={say(texts.folderHint)}>
        {(ids) => (
          <TextInput
            {...ids}
            mono
            required
            spellCheck={false}
            value={path}
            onChange={(event) => setPath(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" small busy={use.isPending}>
          {say(texts.useFolder)}
        </Button>
        {folder !== null && (
          <Button small busy={use.isPending} onClick={() => change(null)}>
            {say(texts.useUploads)}
          </Button>
        )}
      </div>
      {use.error && <ProblemNote problem={toProblem(use.error)} />}
    </form>
  )
}

const WHY = {
  unknown: texts.notSentUnknown,
  present: texts.notSentPresent,
  empty: texts.notSentEmpty,
} as const

function UploadArea({ refusals, onFiles }: Pick<Props, 'refusals' | 'onFiles'>) {
  const say = useSay()
  return (
    <div className="grid content-start gap-2">
      <p className="text-sm font-semibold">{say(texts.upload)}</p>
      <div className="grid justify-items-center gap-2 rounded-md border border-dashed border-edge/60 px-4 py-4 text-center">
        <p className="text-sm text-ink-2">{say(texts.dropHere)}</p>
        <ChooseFiles small onFiles={onFiles}>
          {say(texts.choose)}
        </ChooseFiles>
      </div>
      <p className="text-xs text-ink-3">{say(texts.uploadHint)}</p>
      {refusals.length > 0 && (
        <Note tone="warn" role="alert" title={say(texts.notSent, { n: refusals.length })}>
          <ul>
            {refusals.map(({ name, why }) => (
              <li key={name} className="break-all">
                {say(WHY[why], { name })}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  )
}
