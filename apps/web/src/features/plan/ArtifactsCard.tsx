'use client'

import { type ArtifactsView, ROUTES, toProblem } from '@astrago/contracts'
import clsx from 'clsx'
import { type DragEvent, useEffect, useState } from 'react'
import { bytes } from '../../lib/format.ts'
import { useSay } from '../../lib/locale.ts'
import { useAsk, useChange } from '../../lib/query.ts'
import { Card } from '../../parts/Card.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { ProgressBar } from '../../parts/ProgressBar.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { plan as texts } from '../../texts/plan.ts'
import { ArtifactRow } from './ArtifactRow.tsx'
import { Sources } from './Sources.tsx'
import { StrayRows } from './StrayRows.tsx'
import { type Refusal, sortOut, uploads } from './uploads.ts'
import { useUploads } from './use-uploads.ts'

const CHECKING_MS = 1000
const RESTING_MS = 4000

/** The files to install from: what there is, and two ways to bring them. Asked again and again: others bring files, too. */
export function ArtifactsCard({ site, mayChange }: { site: string; mayChange: boolean }) {
  const asked = useAsk(
    ROUTES.readArtifacts,
    { params: { site } },
    { refetchInterval: (view) => (view && isBusy(view) ? CHECKING_MS : RESTING_MS) },
  )
  if (!asked.data) return <Unanswered asked={asked} />
  return <Files site={site} view={asked.data} mayChange={mayChange} />
}

const isBusy = ({ files, checking }: ArtifactsView): boolean =>
  checking !== null || files.some(({ state, sender }) => state === 'checking' || sender !== null)

type Props = { site: string; view: ArtifactsView; mayChange: boolean }

function Files({ site, view, mayChange }: Props) {
  const say = useSay()
  const mine = useUploads(site)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const use = useChange(ROUTES.useArtifactFolder, [ROUTES.readArtifacts])

  function send(files: readonly File[]) {
    const { refusals: refused, wanted } = sortOut(files, view)
    setRefusals(refused)
    if (wanted.length === 0) return
    const begin = () => uploads.add(site, wanted)
    if (view.folder === null) begin()
    else use.mutate({ params: { site }, body: { path: null } }, { onSuccess: begin })
  }

  return (
    <DropArea enabled={mayChange} onFiles={send}>
      <Card title={say(texts.filesTitle)} note={<FilesNote view={view} />}>
        {view.checking && <Checking {...view.checking} />}
        {view.problem && <ProblemNote problem={view.problem} />}
        <ul className="divide-y">
          {view.files.map((file) => (
            <ArtifactRow
              key={file.name}
              site={site}
              file={file}
              upload={mine.find((upload) => upload.file.name === file.name)}
              mayChange={mayChange && view.folder === null}
              onFiles={send}
            />
          ))}
        </ul>
        <StrayRows site={site} strays={view.strays} mayChange={mayChange} />
        {use.error && <ProblemNote problem={toProblem(use.error)} />}
        {mayChange && <Sources site={site} view={view} refusals={refusals} onFiles={send} />}
      </Card>
    </DropArea>
  )
}

function FilesNote({ view }: { view: ArtifactsView }) {
  const say = useSay()
  const source = view.folder === null ? texts.uploadsInUse : texts.folderInUse
  const any = view.files.some(({ state }) => state !== 'missing')
  if (!any && view.folder === null) return say(texts.filesText)
  return (
    <>
      {view.version && `${say(texts.version, { version: view.version })} · `}
      {say(source, { path: view.folder ?? '' })}
    </>
  )
}

function Checking({ name, bytes: read, total }: NonNullable<ArtifactsView['checking']>) {
  const say = useSay()
  return (
    <div role="status" className="mb-2 grid gap-1.5">
      <ProgressBar label={say(texts.checkingAll)} share={total === 0 ? 0 : read / total} />
      <p className="text-sm break-all text-ink-2">
        {say(texts.summing, { name, bytes: bytes(read), total: bytes(total) })}
      </p>
    </div>
  )
}

type DropAreaProps = { enabled: boolean; onFiles: (files: readonly File[]) => void; children: React.ReactNode }

/** Takes files that are dropped on it. A file dropped beside it does nothing, where the browser would leave the page. */
function DropArea({ enabled, onFiles, children }: DropAreaProps) {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault()
    for (const kind of ['dragover', 'drop']) window.addEventListener(kind, stay)
    return () => {
      for (const kind of ['dragover', 'drop']) window.removeEventListener(kind, stay)
    }
  }, [])
  if (!enabled) return children
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button inside does the same
    <div
      onDragOver={() => setOver(true)}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node) && setOver(false)}
      onDrop={drop}
      className={clsx('rounded-lg', over && 'outline-2 outline-offset-2 outline-accent')}
    >
      {children}
    </div>
  )
}
