/** A fingerprint with what it is; it may break anywhere, so that all of it can always be compared. */
export function Fingerprint({ label, type, value }: { label: string; type: string | null; value: string }) {
  return (
    <div className="flex flex-wrap gap-x-2 text-xs">
      <dt className="text-ink-2">
        {label}
        {type && ` (${type})`}
      </dt>
      <dd className="font-mono break-all">{value}</dd>
    </div>
  )
}
