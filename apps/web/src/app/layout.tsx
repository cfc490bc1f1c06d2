import type { Metadata, Viewport } from 'next'
import { type ReactNode, Suspense } from 'react'
import { Providers } from '../shell/Providers.tsx'
import './globals.css'

export const metadata: Metadata = { robots: 'noindex', referrer: 'no-referrer' }
export const viewport: Viewport = { width: 'device-width', initialScale: 1 }

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="ko">
      <body>
        <Providers>
          <Suspense>{children}</Suspense>
        </Providers>
      </body>
    </html>
  )
}
