'use client'

import { shell } from '../texts/shell.ts'
import './globals.css'

/** Stands in for the whole page when even its frame failed, so it says it in both languages and needs nothing else. */
export default function GlobalError() {
  return (
    <html lang="ko">
      <body className="p-8">
        <title>AstraGo</title>
        <main role="alert">
          <h1 className="text-xl">{shell.brokenTitle.ko}</h1>
          <p>{shell.brokenText.ko}</p>
          <h2 className="mt-4 text-lg" lang="en">
            {shell.brokenTitle.en}
          </h2>
          <p lang="en">{shell.brokenText.en}</p>
        </main>
      </body>
    </html>
  )
}
