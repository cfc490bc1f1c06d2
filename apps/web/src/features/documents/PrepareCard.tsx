'use client'

import { ROUTES, urlOf } from '@astrago/contracts'
import { type ReactNode, useState } from 'react'
import { useLocale, useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Field, TextInput } from '../../parts/Field.tsx'
import { documents as texts } from '../../texts/documents.ts'

/** The papers that are handed to others before the installation: the firewall request, and what to prepare. */
export function PrepareCard({ site, commands = true }: { site: string; commands?: boolean }) {
  const say = useSay()
  return (
    <Card title={say(texts.title)} note={say(texts.text)}>
      <div className="grid gap-6 lg:grid-cols-2">
        <FirewallRequest site={site} commands={commands} />
        <Requirements site={site} />
      </div>
    </Card>
  )
}

type Format = Parameters<typeof firewallUrl>[1]

function firewallUrl(
  site: string,
  format: 'xlsx' | 'pdf' | 'firewalld' | 'ufw' | 'nftables',
  more: { lang: 'ko' | 'en'; from?: string; until?: string },
): string {
  return urlOf(ROUTES.firewallSheet, { params: { site }, querystring: { format, ...more } })
}

function FirewallRequest({ site, commands }: { site: string; commands: boolean }) {
  const say = useSay()
  const lang = useLocale()
  const [from, setFrom] = useState('')
  const [until, setUntil] = useState('')
  const wrong = from !== '' && until !== '' && until < from
  const period = wrong ? {} : { ...(from ? { from } : {}), ...(until ? { until } : {}) }
  const link = (format: Format, name: ReactNode) => (
    <LinkButton key={format} small download href={firewallUrl(site, format, { lang, ...period })}>
      {name}
    </LinkButton>
  )
  return (
    <Paper title={say(texts.firewall)} text={say(texts.firewallText)}>
      <div className="grid grid-cols-2 gap-3">
        <Field label={say(texts.from)}>
          {(ids) => <TextInput {...ids} type="date" value={from} onChange={({ target }) => setFrom(target.value)} />}
        </Field>
        <Field label={say(texts.until)} error={wrong ? say(texts.periodWrong) : undefined}>
          {(ids) => <TextInput {...ids} type="date" value={until} onChange={({ target }) => setUntil(target.value)} />}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        {link('xlsx', `${say(texts.firewall)} ${say(texts.excel)}`)}
        {link('pdf', `${say(texts.firewall)} PDF`)}
      </div>
      {commands && (
        <div className="flex flex-wrap items-center gap-2">
          <span className="w-full text-sm text-ink-2">{say(texts.commands)}</span>
          {link('firewalld', 'firewalld')}
          {link('ufw', 'ufw')}
          {link('nftables', 'nftables')}
        </div>
      )}
    </Paper>
  )
}

function Requirements({ site }: { site: string }) {
  const say = useSay()
  const lang = useLocale()
  const href = (format: 'pdf' | 'xlsx') =>
    urlOf(ROUTES.requirements, { params: { site }, querystring: { format, lang } })
  return (
    <Paper title={say(texts.requirements)} text={say(texts.requirementsText)}>
      <div className="flex flex-wrap gap-2">
        <LinkButton small download href={href('pdf')}>
          {`${say(texts.requirements)} PDF`}
        </LinkButton>
        <LinkButton small download href={href('xlsx')}>
          {`${say(texts.requirements)} ${say(texts.excel)}`}
        </LinkButton>
      </div>
    </Paper>
  )
}

function Paper({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid content-start gap-3">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-sm text-ink-2">{text}</p>
      {children}
    </section>
  )
}
