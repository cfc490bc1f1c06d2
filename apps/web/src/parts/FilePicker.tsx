'use client'

import { Upload } from 'lucide-react'
import { useState } from 'react'

type FilePickerProps = { label: string; accept?: string; onPick: (file: File) => void }

/** Chooses a file; the browser's own button would speak the browser's language instead of the reader's. */
export function FilePicker({ label, accept, onPick }: FilePickerProps) {
  const [name, setName] = useState('')
  return (
    <div className="flex flex-wrap items-center gap-3">
      <label className="inline-flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-edge/60 bg-card px-3 text-sm font-semibold hover:bg-unknown-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
        <Upload size={15} aria-hidden />
        {label}
        <input
          type="file"
          accept={accept}
          className="sr-only"
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (!file) return
            setName(file.name)
            onPick(file)
          }}
        />
      </label>
      <span className="min-w-0 text-sm text-ink-2">{name}</span>
    </div>
  )
}
