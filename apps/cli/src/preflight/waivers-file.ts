import {
  AppError,
  CheckId,
  couldBlock,
  findingIdentity,
  isWaivable,
  type Localized,
  SITE_WIDE,
  type Verdict,
  WAIVER_DAYS,
  Waiver,
  waiverDay,
} from '@astrago/contracts'
import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'

const Text = z.string().max(500)

/** One waiver as a person writes it. `outcome` and `identity` tell which finding it is of; `found` is for the reader. */
const Entry = z.strictObject({
  check: CheckId,
  /** One host, or several for which the rest is the same. */
  host: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  reason: Waiver.shape.reason,
  who: Waiver.shape.who,
  expires: Waiver.shape.expires,
  outcome: Text.optional(),
  identity: Text.optional(),
  found: Text.optional(),
})
const File = z.strictObject({ waivers: z.array(Entry).max(10_000) })

/** A waiver of a file for one host, before it is known what it is for. */
export type AskedWaiver = Omit<z.infer<typeof Entry>, 'host'> & { host: string; line: number }

const RULES: Readonly<Record<string, Localized>> = {
  check: {
    ko: '없는 점검입니다. 목록은 preflight checks로 봅니다.',
    en: 'There is no such check; `preflight checks` lists them.',
  },
  host: { ko: '호스트 이름이나 이름의 목록이어야 합니다.', en: 'It must be the name of a host, or a list of names.' },
  reason: { ko: '5자 이상 500자 이하로 적으십시오.', en: 'It must have between 5 and 500 characters.' },
  who: { ko: '면제하는 사람의 이름이 있어야 합니다.', en: 'It must name the person who waives.' },
  expires: { ko: '2026-12-31처럼 날짜를 적으십시오.', en: 'It must be a date such as 2026-12-31.' },
}

function messageOf(issue: z.core.$ZodIssue): Localized {
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.join(', ')
    return { ko: `모르는 항목입니다: ${keys}`, en: `Unknown: ${keys}` }
  }
  const rule = RULES[String(issue.path.find((part) => typeof part === 'string' && part in RULES))]
  return rule ?? { ko: '`waivers:` 아래 목록이어야 합니다.', en: 'It must be a list below `waivers:`.' }
}

type Place = { line: number; path: string; message: Localized }
const both = (text: string): Localized => ({ ko: text, en: text })

/**
 * Reads a file of waivers.
 * @param hosts names of the site's hosts
 * @throws WAIVERS_INVALID naming every line that is wrong
 */
export function readWaivers(text: string, path: string, hosts: readonly string[], now: Date): AskedWaiver[] {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineOf = (place: readonly PropertyKey[]): number => {
    for (let length = place.length; length >= 0; length--) {
      const node = document.getIn(place.slice(0, length) as string[], true) as { range?: [number, ...number[]] }
      if (node?.range) return counter.linePos(node.range[0]).line
    }
    return 1
  }
  const syntax = document.errors.map((error): Place => {
    return { line: error.linePos?.[0].line ?? 1, path: '-', message: both(error.message.split('\n')[0] ?? '') }
  })
  if (syntax.length > 0) throw invalid(path, syntax)
  const file = File.safeParse(document.toJS({ maxAliasCount: 100 }))
  if (!file.success)
    throw invalid(
      path,
      file.error.issues.map((issue) => ({
        line: lineOf(issue.path),
        path: issue.path.join('.') || '-',
        message: messageOf(issue),
      })),
    )
  const asked = file.data.waivers.flatMap(({ host, ...entry }, index) =>
    [host].flat().map((name): AskedWaiver => ({ ...entry, host: name, line: lineOf(['waivers', index]) })),
  )
  const wrong = asked.flatMap((each, index) => problemsOf(each, asked.slice(0, index), hosts, now))
  if (wrong.length > 0) throw invalid(path, wrong)
  return asked
}

function problemsOf(each: AskedWaiver, before: readonly AskedWaiver[], hosts: readonly string[], now: Date): Place[] {
  const { check, host, expires, line } = each
  const last = waiverDay(now, WAIVER_DAYS.most)
  const place = (key: string, ko: string, en: string): Place => ({ line, path: key, message: { ko, en } })
  return [
    ...(host === SITE_WIDE || hosts.includes(host)
      ? []
      : [place('host', `사이트에 없는 호스트입니다: ${host}`, `The site has no such host: ${host}`)]),
    ...(expires > last
      ? [place('expires', `${last}까지만 정할 수 있습니다.`, `It may be ${last} at the latest.`)]
      : []),
    ...(before.some((other) => other.check === check && other.host === host)
      ? [place('check', `두 번 적었습니다: ${check} ${host}`, `It is there twice: ${check} ${host}`)]
      : []),
  ]
}

function invalid(path: string, places: readonly Place[]): AppError {
  const fields = places.map(({ line, path: key, message }) => ({ path: `${line}: ${key}`, message }))
  return new AppError('WAIVERS_INVALID', { params: { path }, fields })
}

/**
 * What became of a file's waivers: those that are for a verdict, those that would be but name no finding, as they should
 * be written, and those not needed.
 */
export type BoundWaivers = { waivers: Waiver[]; untied: Waiver[]; unneeded: AskedWaiver[] }

/**
 * Finds the verdicts that the waivers of a file are for. One that names no finding counts for none: it would be given anew
 * to whatever is found at each run. Where there is nothing to waive it is not needed. Hosts that were not looked at are
 * left out.
 */
export function bindWaivers(asked: readonly AskedWaiver[], verdicts: readonly Verdict[], at: string): BoundWaivers {
  const found = new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]))
  const looked = asked.flatMap((entry) => {
    const verdict = found.get(keyOf(entry))
    return verdict ? [{ entry, verdict }] : []
  })
  const needed = looked.filter(({ verdict }) => couldBlock(verdict))
  const tied = needed.map(({ entry, verdict }, index) => ({ entry, verdict, waiver: bind(entry, verdict, index, at) }))
  return {
    waivers: tied.filter(({ entry, verdict }) => !isWaivable(verdict) || isTied(entry)).map(({ waiver }) => waiver),
    untied: tied.filter(({ entry, verdict }) => isWaivable(verdict) && !isTied(entry)).map(({ waiver }) => waiver),
    unneeded: looked.filter(({ verdict }) => !couldBlock(verdict)).map(({ entry }) => entry),
  }
}

const isTied = ({ outcome, identity }: AskedWaiver): boolean => outcome !== undefined && identity !== undefined

const keyOf = ({ check, host }: { check: string; host: string }): string => `${check} ${host}`

function bind(entry: AskedWaiver, verdict: Verdict, index: number, at: string): Waiver {
  const { check, host, reason, who, expires } = entry
  return {
    id: `file-${index + 1}`,
    check,
    host,
    reason,
    who,
    at,
    expires,
    outcome: entry.outcome ?? verdict.outcome,
    identity: entry.identity ?? findingIdentity(verdict),
    found: entry.found ?? verdict.found,
  }
}
