'use client'

import { useEffect, useState } from 'react'
import { useSay } from '../lib/locale.ts'
import { common } from '../texts/common.ts'
import { Button, type Look } from './Button.tsx'

const SAID_MS = 3_000

type CopyButtonProps = {
  text: string
  /** What the button says at first; "Copy" when there is nothing better to say. */
  label?: string
  /** What is copied, for those who do not see what the button stands beside. */
  of?: string
  look?: Look
  small?: boolean
}

/** Copies a text and says for a moment whether that went well; a browser may refuse it. */
export function CopyButton({ text, label, of, look, small }: CopyButtonProps) {
  const say = useSay()
  const [told, setTold] = useState<'copied' | 'notCopied' | null>(null)
  useEffect(() => {
    if (told === null) return
    const timer = setTimeout(() => setTold(null), SAID_MS)
    return () => clearTimeout(timer)
  }, [told])
  const words = told ? say(common[told]) : (label ?? say(common.copy))

  async function copy() {
    const copied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    setTold(copied ? 'copied' : 'notCopied')
  }

  return (
    <Button
      {...(look && { look })}
      {...(small && { small })}
      {...(of && { 'aria-label': `${of}: ${words}` })}
      onClick={() => void copy()}
    >
      {words}
    </Button>
  )
}
