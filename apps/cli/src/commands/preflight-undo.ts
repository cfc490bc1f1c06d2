import { undoFixesPhase } from '@astrago/preflight'
import { z } from 'zod'
import { YES } from '../changes/consent.ts'
import { makeChanges } from '../changes/make-changes.ts'
import { withHosts } from '../changes/with-hosts.ts'
import { type Command, EXIT } from '../command.ts'
import { LANGUAGE, OUTPUT } from '../options.ts'
import { printStructured } from '../output.ts'
import { hostOpener } from '../preflight/open-hosts.ts'
import { askedSite, SITE_OPTIONS } from '../preflight/site-options.ts'

const OPTIONS = {
  ...SITE_OPTIONS,
  yes: YES,
  'keep-edited': {
    value: z.boolean().default(false),
    text: {
      ko: '그 뒤에 누가 고친 것은 고친 대로 남기고 나머지를 되돌립니다. 없으면 거기서 멈추고 차이를 보여 줍니다.',
      en: 'Leave what somebody has edited since as it is; without it, stop there and show the difference',
    },
  },
  output: OUTPUT,
  lang: LANGUAGE,
} as const

type Options = { [K in keyof typeof OPTIONS]: z.output<(typeof OPTIONS)[K]['value']> }

const TEXTS = {
  nothing: { ko: '되돌릴 것이 없습니다.', en: 'There is nothing to put back.' },
  begins: {
    ko: '다음을 원래대로 되돌립니다. 설치된 클러스터에 필요한 것은 그대로 둡니다.',
    en: 'This goes back to how it was. What an installed cluster needs stays.',
  },
  question: { ko: '되돌릴까요?', en: 'Put it back?' },
  declined: { ko: '아무것도 바꾸지 않았습니다.', en: 'Nothing was changed.' },
}

export const preflightUndo: Command = {
  name: 'preflight undo',
  words: '',
  summary: {
    ko: 'preflight --fix가 바꾼 것을 모두 되돌립니다.',
    en: 'Puts back everything that preflight --fix has changed.',
  },
  options: OPTIONS,
  async run(context) {
    const { io } = context
    const options = context.options as Options
    const { site, hosts: names, keys } = await askedSite(options, io)
    const secrets: string[] = []
    const open = await hostOpener(site, keys, io, (secret) => secrets.push(secret))
    const phase = undoFixesPhase(names, { keepEdited: options['keep-edited'] })
    const changed = await withHosts(names, open, context, (hosts) =>
      makeChanges({ phase, site: site.name, hosts, secrets, texts: TEXTS }, context),
    )
    const actions = changed?.plan.phases.flatMap((each) => each.actions) ?? []
    const undone = actions.map(({ id, host, describe }) => ({
      id: id.replace(/^undo\./, ''),
      host,
      describe,
      state: changed?.steps.get(id)?.state ?? 'pending',
    }))
    printStructured(io, options.output, { undone })
    return changed && changed.outcome.state !== 'done' ? EXIT.error : EXIT.pass
  },
}
