'use client'

import { type ArtifactState, type ArtifactsView, ROUTES, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { bytes } from '../../lib/format.ts'
import { useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Field, TextInput } from '../../parts/Field.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { ARTIFACT_STATES, plan as texts } from '../../texts/plan.ts'
import { UploadButton } from './UploadButton.tsx'

const TONES: Record<ArtifactState['state'], Tone> = {
  ok: 'pass',
  unchecked: 'plain',
  missing: 'unknown',
  uploading: 'warn',
  corrupt: 'fail',
}

type Props = { site: string; view: ArtifactsView; mayChange: boolean }

/** The files to install from: what there is, and two ways to bring them. */
export function ArtifactsCard({ site, view, mayChange }: Props) {
  const say = useSay()
  return (
    <Card
      title={say(texts.filesTitle)}
      note={view.version ? say(texts.version, { version: view.version }) : say(texts.filesText)}
    >
      <ul className="divide-y">
        {view.files.map((file) => (
          <li key={file.name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <div className="min-w-0">
              <p className="font-mono text-sm break-all">{file.name}</p>
              <p className="text-sm text-ink-2">
                {say(file.purpose)}
                {!file.required && ` · ${say(texts.optional)}`}
              </p>
            </div>
            <div className="flex items-center gap-3 text-sm text-ink-2 tabular-nums">
              {file.bytes > 0 && bytes(file.bytes)}
              <Chip tone={file.state === 'missing' && file.required ? 'fail' : TONES[file.state]}>
                {say(ARTIFACT_STATES[file.state])}
              </Chip>
            </div>
          </li>
        ))}
      </ul>
      {mayChange && <Sources site={site} folder={view.folder} />}
    </Card>
  )
}

function Sources({ site, folder }: { site: string; folder: string | null }) {
  const say = useSay()
  const [path, setPath] = useState(folder ?? '')
  const use = useChange(ROUTES.useArtifactFolder, [ROUTES.readArtifacts])
  return (
    <div className="mt-4 grid gap-4 border-t pt-4 lg:grid-cols-2">
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          use.mutate({ params: { site }, body: { path } })
        }}
      >
        <Field label={say(texts.folder)} hint={say(texts.folderHint)}>
          {(ids) => <TextInput {...ids} mono required value={path} onChange={(event) => setPath(event.target.value)} />}
        </Field>
        <div>
          <Button type="submit" small busy={use.isPending}>
            {say(use.isPending ? texts.checking : texts.useFolder)}
          </Button>
        </div>
        {use.error && <ProblemNote problem={toProblem(use.error)} />}
      </form>
      <UploadButton site={site} />
    </div>
  )
}
