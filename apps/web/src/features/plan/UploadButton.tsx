'use client'

import { type Problem, ROUTES, toProblem } from '@astrago/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { common } from '../../texts/common.ts'
import { plan as texts } from '../../texts/plan.ts'
import { pieceSender, sendInPieces } from './upload.ts'

type Progress = { name: string; percent: number; cancel: () => void }

/** Chooses files and sends them one after the other. */
export function UploadButton({ site }: { site: string }) {
  const say = useSay()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [progress, setProgress] = useState<Progress | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  async function upload(files: readonly File[]) {
    setProblem(null)
    const control = new AbortController()
    const show = (file: File) => (sent: number) =>
      setProgress({
        name: file.name,
        percent: Math.floor((sent / Math.max(1, file.size)) * 100),
        cancel: () => control.abort(),
      })
    try {
      for (const file of files) {
        show(file)(0)
        const send = pieceSender(site, file, control.signal)
        await sendInPieces(file, send, { signal: control.signal, onProgress: show(file) })
      }
    } catch (error) {
      if (!control.signal.aborted) setProblem(toProblem(error))
    } finally {
      setProgress(null)
      await client.invalidateQueries({ queryKey: [ROUTES.readArtifacts.url] })
    }
  }

  return (
    <div className="grid content-start gap-2">
      <p className="text-sm font-semibold">{say(texts.upload)}</p>
      <p className="text-xs text-ink-3">{say(texts.uploadHint)}</p>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void upload([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      {progress ? (
        <div className="grid gap-2">
          <progress
            className="h-2 w-full accent-accent"
            max={100}
            value={progress.percent}
            aria-label={progress.name}
          />
          <p role="status" className="text-sm text-ink-2 tabular-nums">
            {say(texts.uploading, { name: progress.name, percent: progress.percent })}
          </p>
          <div>
            <Button small onClick={progress.cancel}>
              {say(common.cancel)}
            </Button>
          </div>
        </div>
      ) : (
        <div>
          <Button small onClick={() => input.current?.click()}>
            {say(texts.upload)}
          </Button>
        </div>
      )}
      {problem && <ProblemNote problem={problem} />}
    </div>
  )
}
