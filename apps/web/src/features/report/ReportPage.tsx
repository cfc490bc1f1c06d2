'use client'

import { type Locale, ROUTES, urlOf } from '@astrago/contracts'
import type { ReactNode } from 'react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { useIdentity } from '../../shell/identity.tsx'
import { useSite, useSiteId } from '../../shell/use-site.ts'
import { report as texts } from '../../texts/report.ts'
import { stepHref } from '../journey/steps.ts'
import { PasswordsCard } from './PasswordsCard.tsx'

/** The documents of a site: for signing, for programs, for support. A customer gets the report, not the facts. */
export function ReportPage() {
  const say = useSay()
  const site = useSiteId()
  const locale = useLocale()
  const { role } = useIdentity()
  const { data } = useSite()
  const checked = data?.journey.find(({ step }) => step === 'report')?.state !== 'closed'
  const href = (format: 'pdf' | 'html' | 'json', lang: Locale): string =>
    urlOf(ROUTES.report, { params: { site }, querystring: { format, lang } })
  const [first, second] = locale === 'ko' ? (['ko', 'en'] as const) : (['en', 'ko'] as const)
  const pdf = { ko: texts.pdfKo, en: texts.pdfEn }
  return (
    <Page title={say(texts.title)} sentence={say(texts.sentence)}>
      {!checked && (
        <Note
          tone="unknown"
          title={say(texts.unchecked)}
          actions={
            <LinkButton small href={stepHref('preflight', site)}>
              {say(texts.toPreflight)}
            </LinkButton>
          }
        >
          {say(texts.uncheckedText)}
        </Note>
      )}
      <Document title={say(texts.pdfTitle)} text={say(texts.pdfText)}>
        <LinkButton download look="primary" href={href('pdf', first)}>
          {say(pdf[first])}
        </LinkButton>
        <LinkButton download href={href('pdf', second)}>
          {say(pdf[second])}
        </LinkButton>
      </Document>
      <Document title={say(texts.otherTitle)} text={say(texts.otherText)}>
        <a
          href={href('html', locale)}
          target="_blank"
          rel="noreferrer"
          className="inline-flex min-h-10 items-center rounded-md border border-edge/60 bg-card px-4 font-semibold hover:bg-unknown-soft"
        >
          {say(texts.html)}
          <span className="sr-only"> ({say(texts.newTab)})</span>
        </a>
        <LinkButton download href={href('json', locale)}>
          {say(texts.json)}
        </LinkButton>
      </Document>
      {role === 'reseller' && <Kubeconfig site={site} />}
      {role === 'reseller' && <PasswordsCard site={site} />}
      {role !== 'customer' && checked && (
        <Document title={say(texts.factsTitle)} text={say(texts.factsText)}>
          <LinkButton download href={urlOf(ROUTES.exportFacts, { params: { site } })}>
            {say(texts.facts)}
          </LinkButton>
        </Document>
      )}
    </Page>
  )
}

/** Offered once an installation has fetched it. */
function Kubeconfig({ site }: { site: string }) {
  const say = useSay()
  const params = { site }
  const server = useAsk(ROUTES.readCluster, { params }).data?.server
  if (!server) return null
  return (
    <Document title={say(texts.kubeconfigTitle)} text={say(texts.kubeconfigText, { server })}>
      <LinkButton download href={urlOf(ROUTES.downloadKubeconfig, { params })}>
        {say(texts.kubeconfig)}
      </LinkButton>
    </Document>
  )
}

function Document({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Card title={title}>
      <p className="max-w-[72ch] text-ink-2">{text}</p>
      <div className="mt-4 flex flex-wrap gap-2">{children}</div>
    </Card>
  )
}
