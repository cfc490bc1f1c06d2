'use client'

import { type ArtifactState, ROUTES, roughDuration, toProblem } from '@astrago/contracts'
import { useState } from 'react'
import { bytes } from '../../lib/format.ts'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useChange } from '../../lib/query.ts'
import { Button } from '../../parts/Button.tsx'
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { Chip, type Tone } from '../../parts/Status.tsx'
import { common } from '../../texts/common.ts'
import { ARTIFACT_STATES, plan as texts } from '../../texts/plan.ts'
import { ChooseFiles } from './ChooseFiles.tsx'
import { fileAnchor } from './place.ts'
import { paceOf, type Upload, uploads } from './uploads.ts'

const TONES: Record<ArtifactState['state'], Tone> = {
  ok: 'pass',
  present: 'pass',
  unchecked: 'warn',
  'no-list': 'warn',
  missing: 'plain',
  checking: 'running',
  uploading: 'warn',
  corrupt: 'fail',
}

type Props = {
  site: string
  file: ArtifactState
  /** Its upload from this window. */
  upload: Upload | undefined
  mayChange: boolean
  onFiles: (files: readonly File[]) => void
}

/** A file of the release: whether it is there, how far it is, and what to do when it is not well. */
export function ArtifactRow({ site, file, upload, mayChange, onFiles }: Props) {
  const say = useSay()
  const tone = file.state === 'missing' && file.required ? 'fail' : TONES[file.state]
  return (
    <li id={fileAnchor(file.name)} tabIndex={-1} className="grid scroll-mt-6 gap-2 py-2.5 target:bg-accent-soft">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <p className="font-mono text-sm break-all">{file.name}</p>
          <p className="text-sm text-ink-2">
            {say(file.purpose)}
            {!file.required && ` · ${say(texts.optional)}`}
          </p>
        </div>
        <div className="flex items-center gap-3 text-sm text-ink-2 tabular-nums">
          {file.total > 0 && file.state !== 'uploading' && bytes(file.bytes)}
          {!upload && <Chip tone={tone}>{say(ARTIFACT_STATES[file.state])}</Chip>}
          {mayChange && !upload && <RemoveButton site={site} file={file} />}
        </div>
      </div>
      {file.state === 'corrupt' && !upload && <p className="text-sm text-fail">{say(texts.corruptHint)}</p>}
      {upload ? <Sending upload={upload} /> : <Part file={file} mayChange={mayChange} onFiles={onFiles} />}
    </li>
  )
}

/** A part that this window is not sending: somebody else is, or nobody any more. */
function Part({ file, mayChange, onFiles }: Pick<Props, 'file' | 'mayChange' | 'onFiles'>) {
  const say = useSay()
  if (file.state !== 'uploading') return null
  const size = say(texts.partOf, { bytes: bytes(file.bytes), total: bytes(file.total) })
  const words = file.sender ? say(texts.sentBy, { who: file.sender }) : say(texts.stopped)
  return (
    <>
      <ProgressBar label={file.name} share={file.bytes / Math.max(1, file.total)} />
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-ink-2">
        <p>
          <span className="tabular-nums">{size}</span> · {words}
        </p>
        {mayChange && !file.sender && (
          <ChooseFiles small onFiles={onFiles}>
            {say(texts.goOn)}
          </ChooseFiles>
        )}
      </div>
    </>
  )
}

function Sending({ upload }: { upload: Upload }) {
  const say = useSay()
  const locale = useLocale()
  const { file, sent, state, problem } = upload
  const pace = paceOf(upload)
  const words = [
    say(texts.partOf, { bytes: bytes(sent), total: bytes(file.size) }),
    ...(state === 'waiting' ? [say(texts.waiting)] : []),
    ...(state === 'sending' && pace
      ? [say(texts.rate, { rate: bytes(pace.rate), left: roughDuration(pace.leftMs, locale) })]
      : []),
  ]
  if (problem)
    return (
      <ProblemNote
        problem={problem}
        actions={
          <>
            <Button small onClick={() => uploads.retry(upload)}>
              {say(common.tryAgain)}
            </Button>
            <Button small onClick={() => uploads.stop(upload)}>
              {say(texts.drop)}
            </Button>
          </>
        }
      />
    )
  return (
    <>
      <ProgressBar label={file.name} share={sent / Math.max(1, file.size)} />
      <div className="flex flex-wrap items-center justify-between gap-2 text-sm text-ink-2">
        <p className="tabular-nums">{words.join(' · ')}</p>
        <Button small aria-label={say(texts.stopOf, { name: file.name })} onClick={() => uploads.stop(upload)}>
          {say(texts.stop)}
        </Button>
      </div>
    </>
  )
}

function RemoveButton({ site, file }: { site: string; file: Pick<ArtifactState, 'name' | 'state' | 'sender'> }) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  if (file.state === 'missing' || file.sender !== null) return null
  return (
    <>
      <Button small look="quiet" aria-label={say(texts.removeOf, { name: file.name })} onClick={() => setAsking(true)}>
        {say(texts.remove)}
      </Button>
      {asking && <RemoveDialog site={site} name={file.name} onClose={() => setAsking(false)} />}
    </>
  )
}

/** Asks before an uploaded file is removed: it may have taken an hour to come. */
export function RemoveDialog({ site, name, onClose }: { site: string; name: string; onClose: () => void }) {
  const say = useSay()
  const remove = useChange(ROUTES.removeArtifact, [ROUTES.readArtifacts])
  return (
    <ConfirmDialog
      title={say(texts.removeTitle)}
      confirm={say(texts.remove)}
      danger
      busy={remove.isPending}
      problem={remove.error && toProblem(remove.error)}
      onConfirm={() => remove.mutate({ params: { site, name } }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p className="break-words">{say(texts.removeText, { name })}</p>
    </ConfirmDialog>
  )
}
