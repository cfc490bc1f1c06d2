/** How far something is, `share` from 0 to 1; the words beside it say it to those who do not see it. */
export function ProgressBar({ label, share }: { label: string; share: number }) {
  return <progress aria-label={label} value={share} max={1} className="progress-bar h-2 w-full" />
}
