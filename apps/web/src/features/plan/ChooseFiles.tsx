'use client'

import { type ReactNode, useRef } from 'react'
import { Button } from '../../parts/Button.tsx'

type Props = { small?: boolean; onFiles: (files: readonly File[]) => void; children: ReactNode }

/** A button that opens the file chooser; the same file may be chosen again. */
export function ChooseFiles({ small, onFiles, children }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
      <Button small={small ?? false} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  )
}
