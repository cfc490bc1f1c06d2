'use client'

import { isToDo, SECTION_IDS, SECTIONS, type SectionId } from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Note } from '../../parts/Note.tsx'
import { useIdentity } from '../../shell/identity.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { usePart } from './form-context.ts'

/** On to the next section, where the last field of this one ends; behind the last one, what comes now. */
export function SectionTurner({ section, onOpen }: { section: SectionId; onOpen: (section: SectionId) => void }) {
  const say = useSay()
  const at = SECTION_IDS.indexOf(section)
  const [previous, next] = [SECTION_IDS[at - 1], SECTION_IDS[at + 1]]
  return (
    <>
      {!next && <End />}
      <div className="flex flex-wrap justify-between gap-2">
        <span>{previous && <Button onClick={() => onOpen(previous)}>{say(texts.previous)}</Button>}</span>
        {next && (
          <Button look="primary" onClick={() => onOpen(next)}>
            {say(texts.next, { section: say(SECTIONS[next].title) })}
          </Button>
        )}
      </div>
    </>
  )
}

function End() {
  const say = useSay()
  const isCustomer = useIdentity().role === 'customer'
  const open = usePart(({ problems }) => problems.filter(isToDo).length)
  return open > 0 ? (
    <Note tone="plain" title={say(texts.endOpen, { n: open })}>
      {say(texts.endOpenText)}
    </Note>
  ) : (
    <Note tone="pass" title={say(texts.endDone)}>
      {say(isCustomer ? texts.endDoneCustomer : texts.endDoneReseller)}
    </Note>
  )
}
