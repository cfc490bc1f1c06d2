import type { ReactNode } from 'react'
import { SiteGate } from '../../../shell/SiteGate.tsx'

export default function SiteLayout({ children }: { children: ReactNode }) {
  return <SiteGate>{children}</SiteGate>
}
