'use client'

import { SECTION_IDS, SECTIONS } from '@astrago/exchange-form'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { UnansweredPage } from '../../parts/UnansweredPage.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { Overtaken } from './conflict/Overtaken.tsx'
import { RestoredNote } from './drafts/RestoredNote.tsx'
import { FormContext, useForm, usePart } from './form-context.ts'
import { ProblemsCard } from './ProblemsCard.tsx'
import { SaveChip } from './SaveChip.tsx'
import { SectionRail } from './SectionRail.tsx'
import { SectionTurner } from './SectionTurner.tsx'
import { SectionView } from './SectionView.tsx'
import { useFormOf } from './use-form.ts'
import { useSection } from './use-section.ts'

/** The questionnaire of a site, a section at a time. */
export function FormBoard({ site, mayEdit }: { site: string; mayEdit: boolean }) {
  const say = useSay()
  const { asked, store, isRead } = useFormOf(site)
  if (!isRead) return <UnansweredPage title={say(texts.title)} asked={asked} />
  const readOnly = !mayEdit || store.current().site.archived
  return (
    <FormContext value={{ store, readOnly }}>
      <SectionPage />
    </FormContext>
  )
}

function SectionPage() {
  const say = useSay()
  const { readOnly } = useForm()
  const { section, place, open, go } = useSection()
  return (
    <Page
      title={say(SECTIONS[section].title)}
      sentence={say(SECTIONS[section].lead)}
      actions={<SaveChip section={section} />}
    >
      {readOnly && <Note tone="plain" title={say(texts.readOnly)} />}
      <div className="grid items-start gap-4 lg:grid-cols-[260px_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <SectionRail current={section} onOpen={open} />
        <div className="grid min-w-0 gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <RestoredNote onGo={go} />
          <Overtaken />
          <SaveProblem />
          <SectionView key={section} section={section} place={place} />
          <SectionTurner section={section} onOpen={open} />
        </div>
        <aside className="grid gap-4">
          <ProblemsCard onGo={go} />
          <Card title={say(texts.secretsTitle)}>
            <p className="text-sm text-ink-2">{say(texts.secretsText)}</p>
          </Card>
        </aside>
      </div>
    </Page>
  )
}

/** Whatever keeps a save back is told in every section: the one it belongs to may have been left. */
function SaveProblem() {
  const say = useSay()
  const { store } = useForm()
  const section = usePart(({ sections }) => SECTION_IDS.find((each) => sections[each].problem))
  const problem = usePart(({ sections }) => section && sections[section].problem)
  if (!section || !problem) return null
  return (
    <div className="grid gap-1">
      <p className="font-semibold">{say(SECTIONS[section].title)}</p>
      <ProblemNote
        problem={problem}
        actions={
          <Button small onClick={() => store.retry()}>
            {say(texts.tryNow)}
          </Button>
        }
      />
    </div>
  )
}
