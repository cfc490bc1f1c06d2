import clsx from 'clsx'
import Link from 'next/link'
import type { ComponentProps, ReactNode } from 'react'

const LOOKS = {
  primary: 'bg-accent text-on-accent border-accent hover:bg-accent-strong hover:border-accent-strong',
  plain: 'bg-card text-ink border-edge/60 hover:bg-unknown-soft',
  danger: 'bg-card text-fail border-fail/50 hover:bg-fail-soft',
  quiet: 'border-transparent text-accent hover:bg-accent-soft',
} as const

export type Look = keyof typeof LOOKS

function classes(look: Look, small: boolean | undefined): string {
  return clsx(
    'inline-flex items-center justify-center gap-1.5 rounded-md border font-semibold whitespace-nowrap motion-safe:transition-colors motion-safe:duration-100',
    'disabled:opacity-55 disabled:cursor-not-allowed',
    small ? 'min-h-8 px-2.5 text-sm' : 'min-h-10 px-4 text-base',
    LOOKS[look],
  )
}

type ButtonProps = ComponentProps<'button'> & { look?: Look; small?: boolean; busy?: boolean }

/** A button; while `busy` it cannot be pressed twice. */
export function Button({ look = 'plain', small, busy, disabled, className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(classes(look, small), className)}
      {...rest}
    />
  )
}

type LinkButtonProps = { href: string; look?: Look; small?: boolean; download?: boolean; children: ReactNode }

/** A link that looks like a button; `download` fetches a file from the server instead of turning the page. */
export function LinkButton({ href, look = 'plain', small, download, children }: LinkButtonProps) {
  const className = classes(look, small)
  return download ? (
    <a href={href} download className={className}>
      {children}
    </a>
  ) : (
    <Link href={href} className={className}>
      {children}
    </Link>
  )
}
