import type { FormView } from '@astrago/contracts'
import { SECTION_IDS, type SectionId } from '@astrago/exchange-form'
import { describe, expect, it } from 'vitest'
import { type FormState, lookAt, stepSection } from '../form-state.ts'
import { shownValues, type Values } from '../section-work.ts'
import { keptDraft, restoreDraft } from './kept-draft.ts'
import { KeptDraft } from './schema.ts'

const NAME = 'general.customerName'
const PHONE = 'general.contactPhone'
const NODES = 'resources.nodes'
const WHO = 'customer s1'

const view = (answers: Values, revision: number): FormView => ({
  site: {
    id: 's1',
    name: 'A',
    kind: 'remote',
    profile: 'air-gapped',
    distribution: 'rke2',
    archived: false,
    createdAt: '2027-01-01',
    updatedAt: '2027-01-01',
  },
  answers: { ...answers },
  problems: [],
  sections: SECTION_IDS.map((section) => ({
    section,
    revision,
    savedAt: null,
    savedBy: 'lee',
    filled: 0,
    total: 0,
    problems: 0,
  })),
})

const typed = (state: FormState, field: string, value: unknown): FormState =>
  stepSection(state, field.slice(0, field.indexOf('.')) as SectionId, {
    type: 'edit',
    field,
    value,
  })

/** What the storage of a tab makes of a draft. */
function through(state: FormState): KeptDraft {
  return KeptDraft.parse(JSON.parse(JSON.stringify(keptDraft(state, WHO))))
}

const before = lookAt(null, view({ [NAME]: 'Hanbit' }, 1))

describe('a draft that outlives its page', () => {
  it('is nothing when everything is saved', () => {
    expect(keptDraft(before, WHO)).toBeNull()
  })

  it('comes back over what the server has', () => {
    const kept = through(typed(before, NAME, 'Hanbit AI'))
    const after = restoreDraft(lookAt(null, view({ [NAME]: 'Hanbit' }, 1)), kept)
    expect(after.sections.general).toMatchObject({
      edits: { [NAME]: 'Hanbit AI' },
      theirs: null,
      saved: { revision: 1 },
    })
    expect(kept.who).toBe(WHO)
  })

  it('is a conflict where somebody saved meanwhile, and only there', () => {
    const kept = through(typed(typed(before, NAME, 'Hanbit AI'), NODES, [{ name: 'a' }]))
    const after = restoreDraft(
      lookAt(null, {
        ...view({ [NAME]: 'Other' }, 1),
        sections: view({}, 1).sections.map((each) => (each.section === 'general' ? { ...each, revision: 2 } : each)),
      }),
      kept,
    )
    expect(after.sections.general.theirs?.values).toEqual({ [NAME]: 'Other' })
    expect(shownValues(after.sections.general)[NAME]).toBe('Hanbit AI')
    expect(after.sections.resources).toMatchObject({ theirs: null, edits: { [NODES]: [{ name: 'a' }] } })
  })

  it('is done when its last save had arrived after all', () => {
    const sent = stepSection(typed(before, NAME, 'Hanbit AI'), 'general', { type: 'send', held: new Set() })
    const after = restoreDraft(lookAt(null, view({ [NAME]: 'Hanbit AI' }, 2)), through(sent))
    expect(after.sections.general).toMatchObject({ theirs: null, edits: {} })
  })

  it('never holds a secret; it says which have to be entered again', () => {
    const mask = { secret: true, of: 'a' }
    const rows = [{ name: 'a', sshPassword: mask }, { name: 'b' }]
    let state = lookAt(null, view({ [NODES]: rows, 'accounts.sudoPassword': { secret: true } }, 1))
    state = typed(state, 'accounts.sshPassword', 'PLANTED')
    state = typed(state, 'accounts.sudoPassword', null)
    state = typed(state, NODES, [
      { name: 'a', sshPassword: 'PLANTED', cpus: 4 },
      { name: 'b', sshKey: 'PLANTED', sshKeyPassphrase: 'PLANTED' },
    ])
    state = typed(state, 'network.proxyUrl', 'http://svc:PLANTED@proxy:3128')
    state = stepSection(state, 'resources', { type: 'send', held: new Set() })
    const kept = through(state)
    expect(JSON.stringify(kept)).not.toContain('PLANTED')
    expect(kept.sections.accounts).toMatchObject({
      edits: { 'accounts.sudoPassword': null },
      lost: ['accounts.sshPassword'],
    })
    expect(kept.sections.network).toMatchObject({ edits: {}, lost: ['network.proxyUrl'] })
    expect(kept.sections.resources).toMatchObject({
      edits: {
        [NODES]: [
          { name: 'a', sshPassword: mask, cpus: 4 },
          { name: 'b', sshKey: { secret: false }, sshKeyPassphrase: { secret: false } },
        ],
      },
      lost: [`${NODES}.0.sshPassword`, `${NODES}.1.sshKey`, `${NODES}.1.sshKeyPassphrase`],
    })
  })

  it('of another version or broken is no draft', () => {
    for (const junk of [null, 1, {}, { who: WHO }, { who: WHO, sections: { general: { edits: {} } } }])
      expect(KeptDraft.safeParse(junk).success).toBe(false)
    const unknown = { who: WHO, sections: { gone: { revision: 1, base: {}, edits: { [PHONE]: '1' }, lost: [] } } }
    expect(restoreDraft(before, KeptDraft.parse(unknown))).toEqual(before)
  })
})
