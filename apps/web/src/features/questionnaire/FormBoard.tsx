'use client'

import { isFieldId, isSectionId, SECTION_IDS, SECTIONS, type SectionId, sectionOf } from '@astrago/exchange-form'
import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { useSay } from '../../lib/locale.ts'
import { Button } from '../../parts/Button.tsx'
import { Card } from '../../parts/Card.tsx'
import { Note } from '../../parts/Note.tsx'
import { Page } from '../../parts/Page.tsx'
import { ProblemNote } from '../../parts/ProblemNote.tsx'
import { Unanswered } from '../../parts/Waiting.tsx'
import { questionnaire as texts } from '../../texts/questionnaire.ts'
import { ConflictDialog } from './ConflictDialog.tsx'
import { focusField } from './focus.ts'
import { FormContext, useFormContext } from './form-context.ts'
import { ProblemsCard } from './ProblemsCard.tsx'
import { SaveChip } from './SaveChip.tsx'
import { SectionRail } from './SectionRail.tsx'
import { SectionView } from './SectionView.tsx'
import { useForm } from './use-form.ts'

/** The questionnaire of a site, a section at a time; `rail` is shown beside it where the page has no other place for it. */
export function FormBoard({ site, mayEdit }: { site: string; mayEdit: boolean }) {
  const { asked, store, snapshot } = useForm(site)
  const { section, open } = useSection()
  if (!snapshot) return <Unanswered asked={asked} />
  // Whatever keeps a save back is told in every section: the one it belongs to may have been left.
  const failed = SECTION_IDS.find((each) => snapshot.sections[each].problem)
  const overtaken = SECTION_IDS.find((each) => snapshot.sections[each].theirs)
  const readOnly = !mayEdit || snapshot.site.archived
  return (
    <FormContext value={{ snapshot, store, readOnly }}>
      <SectionPage section={section} onOpen={open} readOnly={readOnly}>
        {failed && <SaveProblem section={failed} />}
        <SectionView key={section} section={section} />
      </SectionPage>
      {overtaken && <Overtaken section={overtaken} />}
    </FormContext>
  )
}

function SaveProblem({ section }: { section: SectionId }) {
  const say = useSay()
  const { snapshot, store } = useFormContext()
  const { problem } = snapshot.sections[section]
  if (!problem) return null
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

function Overtaken({ section }: { section: SectionId }) {
  const work = useFormContext().snapshot.sections[section]
  return <ConflictDialog key={`${section} ${work.theirs?.revision}`} section={section} work={work} />
}

type SectionPageProps = {
  section: SectionId
  onOpen: (section: SectionId) => void
  readOnly: boolean
  children: React.ReactNode
}

function SectionPage({ section, onOpen, readOnly, children }: SectionPageProps) {
  const say = useSay()
  const at = SECTION_IDS.indexOf(section)
  const [previous, next] = [SECTION_IDS[at - 1], SECTION_IDS[at + 1]]
  return (
    <Page
      title={say(SECTIONS[section].title)}
      sentence={say(SECTIONS[section].lead)}
      actions={
        <>
          <SaveChip section={section} />
          {previous && <Button onClick={() => onOpen(previous)}>{say(texts.previous)}</Button>}
          {next && (
            <Button look="primary" onClick={() => onOpen(next)}>
              {say(texts.next, { section: say(SECTIONS[next].title) })}
            </Button>
          )}
        </>
      }
    >
      {readOnly && <Note tone="plain" title={say(texts.readOnly)} />}
      <div className="grid items-start gap-4 lg:grid-cols-[260px_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
        <SectionRail current={section} onOpen={onOpen} />
        <div className="grid min-w-0 gap-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">{children}</div>
        <aside className="grid gap-4">
          <ProblemsCard onOpen={onOpen} />
          <Card title={say(texts.secretsTitle)}>
            <p className="text-sm text-ink-2">{say(texts.secretsText)}</p>
          </Card>
        </aside>
      </div>
    </Page>
  )
}

/** The cell of the node table that the address names with `row` and `column`. */
function cellIn(query: URLSearchParams): string | undefined {
  const [row, column] = [query.get('row'), query.get('column')]
  return row && column ? `node-${row}-${column}` : undefined
}

/** The section that the address names, itself or by one of its fields; the field, or a cell of it, comes into focus. */
function useSection() {
  const path = usePathname()
  const query = useSearchParams()
  const field = query.get('field') ?? ''
  const named = query.get('section') ?? (isFieldId(field) ? sectionOf(field) : '')
  const section: SectionId = isSectionId(named) ? named : 'general'

  const cell = cellIn(query)

  useEffect(() => {
    if (field) focusField(field, cell)
  }, [field, cell])

  function open(next: SectionId) {
    const params = new URLSearchParams({ id: query.get('id') ?? '', section: next })
    // Not by the router: turning a section must work without the server too.
    window.history.pushState(null, '', `${path}?${params}`)
    document.querySelector('main')?.scrollIntoView()
  }
  return { section, open }
}
