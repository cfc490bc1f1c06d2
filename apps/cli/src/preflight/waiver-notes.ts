import { SITE_WIDE, say } from '@astrago/contracts'
import { visible } from '@astrago/reports'
import { stringify } from 'yaml'
import type { Context } from '../command.ts'
import type { BoundWaivers } from './waivers-file.ts'

const TEXTS = {
  unneeded: {
    ko: '면제가 필요 없습니다. 지금은 설치를 막지 않습니다: {what}',
    en: 'This waiver is not needed, nothing blocks there now: {what}',
  },
  untied: {
    ko: '{what} 면제는 무엇을 면제하는지 적혀 있지 않아 아직 효력이 없습니다. 지금 확인한 것을 면제하려면 파일에 다음 줄을 더하십시오:',
    en: 'The waiver of {what} does not say of which finding it is, so it does not count. To waive what is found now, add these lines to it:',
  },
}

/** Tells on standard error what of a file of waivers a person should know, beyond what the report says of each. */
export function sayBound({ untied, unneeded }: BoundWaivers, { io, locale }: Context): void {
  for (const { check, host } of unneeded) io.err(`! ${say(TEXTS.unneeded, locale, { what: named(check, host) })}\n`)
  for (const { check, host, outcome, identity, found } of untied) {
    const lines = stringify({ outcome, identity, found }).trimEnd().split('\n')
    io.err(`! ${say(TEXTS.untied, locale, { what: named(check, host) })}\n`)
    io.err(`${visible(lines.map((line) => `    ${line}`).join('\n'))}\n`)
  }
}

const named = (check: string, host: string): string => visible(host === SITE_WIDE ? check : `${check} ${host}`)
