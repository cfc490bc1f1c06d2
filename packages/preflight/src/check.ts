import type {
  Category,
  CheckId,
  CheckInfo,
  CheckScope,
  Distribution,
  Fix,
  Localized,
  NodeRole,
  OutcomeInfo,
  Params,
  PortRule,
  Profile,
} from '@astrago/contracts'
import type { FieldId, NodeColumn } from '@astrago/exchange-form'
import type { ActiveFacts, ActiveTask, Evidence } from './active/evidence.ts'
import { type Comparison, lackOfOthers, othersOf } from './comparison.ts'
import type { Access, FactKey, FactValues, HostRecord } from './facts/schema.ts'
import type { CheckedAnswers, DeclaredNode, PreflightInput } from './input.ts'
import type { LinkRow } from './reach/links.ts'
import type { ReachRow } from './reach/plan.ts'
import { type Limits, listLimits } from './thresholds/limit.ts'
import type { UnknownReason } from './unknown.ts'

/** What a check knows of the host besides its facts. */
export type Subject = {
  node: DeclaredNode
  access: Access
  site: PreflightInput['site']
  answers: CheckedAnswers
  ports: readonly PortRule[]
  nodes: readonly DeclaredNode[]
  /** What the host tried, where active checks were asked for. */
  active: ActiveFacts
}

/** All hosts together, for the checks that compare. */
export type World = {
  records: ReadonlyMap<string, HostRecord>
  reach: readonly ReachRow[]
  links: readonly LinkRow[]
}

/**
 * The outcome by its id in the check's table; `found` and `wanted` as tools print them, the same in every language.
 * `identity` names what of `found` makes it the same finding at the next look; to be given where `found` holds a number
 * that moves by itself (free space, a clock), or a waiver of it would lapse within the hour.
 */
export type Finding<O extends string, U extends UnknownReason = UnknownReason> =
  | { outcome: O; found: string; wanted: string; identity?: string; params?: Params }
  | { unknown: U; found?: string; wanted?: string; identity?: string; params?: Params }

/** Facts that may be missing; besides those of the host: how it was reached, and connections that were tried. */
type Besides = FactKey | 'access' | 'reach' | 'links'

type Spec<R extends readonly FactKey[], O extends string, U extends UnknownReason> = {
  id: CheckId
  category: Category
  title: Localized
  explain: Localized
  /** What to do beforehand so that nothing is found, for people who do not know Kubernetes; of a check that only informs none. */
  prepare?: Localized
  /** Facts without which there is no verdict; a missing one makes it unknown, with its reason. */
  reads: R
  /** What it looks at besides, without which it still has a verdict. */
  readsToo?: readonly Besides[]
  roles?: readonly NodeRole[]
  distributions?: readonly Distribution[]
  profiles?: readonly Profile[]
  field?: FieldId
  /** The column, where the field is the node table. */
  column?: NodeColumn
  /** Documents the outcome table; `pass` is always one of them. */
  outcomes: Record<O | 'pass', OutcomeInfo>
  /** Why its own logic may have no verdict; that a fact is missing need not be said. */
  unknowns?: readonly U[]
  /** Who says that it matters; without it the sources of its thresholds. */
  source?: string
  /** Every number and list that it judges by. */
  thresholds?: Limits
  /** Whether the question arises at all for this host, beyond roles, distributions and profiles. */
  applies?: (subject: Subject, world: World) => boolean
}

/** What a check says of itself; which of its findings can be put right is said by the fixes. */
type OwnInfo = Omit<CheckInfo, 'fixes' | 'noFix'>

/** A check as the engine sees it, without its own types. */
export type Check = {
  info: OwnInfo
  reads: readonly FactKey[]
  unknowns: readonly UnknownReason[]
  applies: (subject: Subject, world: World) => boolean
  judge: (facts: FactValues, subject: Subject, world: World) => Finding<string>
}

const EVERY = {
  roles: ['control-plane', 'worker', 'gpu', 'storage', 'registry'],
  distributions: ['rke2', 'k0s', 'kubespray'],
  profiles: ['online', 'air-gapped', 'proxy'],
} satisfies Pick<CheckInfo, 'roles' | 'distributions' | 'profiles'>

function describe<R extends readonly FactKey[], O extends string, U extends UnknownReason>(
  spec: Spec<R, O, U>,
  scope: CheckScope,
): Omit<Check, 'judge'> {
  const { id, category, title, explain, prepare = null, outcomes } = spec
  const thresholds = listLimits(spec.thresholds ?? {})
  const sources = [...new Set(thresholds.map((threshold) => threshold.source))]
  return {
    info: {
      id,
      category,
      scope,
      title,
      explain,
      prepare,
      facts: [...spec.reads, ...(spec.readsToo ?? [])],
      roles: [...(spec.roles ?? EVERY.roles)],
      distributions: [...(spec.distributions ?? EVERY.distributions)],
      profiles: [...(spec.profiles ?? EVERY.profiles)],
      field: spec.field ?? null,
      ...(spec.column && { column: spec.column }),
      outcomes,
      source: spec.source ?? sources.join('; '),
      thresholds,
    },
    reads: spec.reads,
    unknowns: spec.unknowns ?? [],
    applies: spec.applies ?? (() => true),
  }
}

/** A check on the facts of one host. */
export function hostCheck<const R extends readonly FactKey[], O extends string, U extends UnknownReason = never>(
  spec: Spec<R, O, U> & {
    judge: (facts: Pick<FactValues, R[number]>, subject: Subject) => Finding<NoInfer<O> | 'pass', NoInfer<U>>
  },
): Check {
  return { ...describe(spec, 'host'), judge: spec.judge }
}

/**
 * A check that compares a host with the others; judged when all have answered. With `compares` it is asked only where
 * there are others, and passes only where one of them answered.
 */
export function betweenCheck<const R extends readonly FactKey[], O extends string, U extends UnknownReason = never>(
  spec: Spec<R, O, U> & {
    compares?: Comparison
    judge: (
      facts: Pick<FactValues, R[number]>,
      subject: Subject,
      world: World,
    ) => Finding<NoInfer<O> | 'pass', NoInfer<U>>
  },
): Check {
  const check = { ...describe(spec, 'between'), judge: spec.judge }
  const { compares } = spec
  if (!compares) return check
  return {
    ...check,
    unknowns: [...check.unknowns, 'no-answer', 'one-host'],
    applies: (subject, world) => othersOf(compares, subject).length > 0 && check.applies(subject, world),
    judge(facts, subject, world) {
      const finding = check.judge(facts, subject, world)
      const unknown = lackOfOthers(compares, subject, world.records)
      return unknown && 'outcome' in finding && finding.outcome === 'pass' ? { unknown } : finding
    },
  }
}

/**
 * A check on what a host tried at the services of the site. It has a verdict only where the host was asked to: a preflight
 * that only reads has none of it.
 */
export function activeCheck<const T extends ActiveTask, O extends string, U extends UnknownReason = never>(
  spec: Omit<Spec<readonly [], O, U>, 'reads' | 'readsToo' | 'applies'> & {
    /** What the host is asked to try. */
    asks: T
    judge: (found: Evidence[T], subject: Subject) => Finding<NoInfer<O> | 'pass', NoInfer<U>>
  },
): Check {
  const { asks, judge } = spec
  const { info, ...described } = describe({ ...spec, reads: [], applies: ({ active }) => asks in active }, 'active')
  return {
    ...described,
    info: { ...info, facts: [activeFact(asks)] },
    judge(_, subject) {
      const found = subject.active[asks]
      if (!found) return { unknown: 'not-collected' }
      return 'absent' in found ? { unknown: found.absent } : judge(found.value, subject)
    },
  }
}

/** What a task finds, as the list of checks names it. */
export const activeFact = (task: ActiveTask): string => `active.${task}`

/** A check of the site as declared and of its hosts together, with one verdict. */
export function siteCheck<O extends string, U extends UnknownReason = never>(
  spec: Omit<Spec<readonly [], O, U>, 'reads' | 'applies'> & {
    /** Whether the question arises at all for this site, beyond distributions and profiles. */
    asks?: (input: PreflightInput) => boolean
    judge: (input: PreflightInput, world: World) => Finding<NoInfer<O> | 'pass', NoInfer<U>>
  },
): SiteCheck {
  const { info, unknowns } = describe({ ...spec, reads: [] }, 'site')
  return { info, unknowns, asks: spec.asks ?? (() => true), judgeSite: spec.judge }
}

export type SiteCheck = {
  info: OwnInfo
  unknowns: readonly UnknownReason[]
  asks: (input: PreflightInput) => boolean
  judgeSite: (input: PreflightInput, world: World) => Finding<string>
}

export const isSiteCheck = (check: Check | SiteCheck): check is SiteCheck => 'judgeSite' in check

const message =
  (severity: OutcomeInfo['severity']) =>
  (ko: string, en: string, fix?: Fix): OutcomeInfo => ({
    severity,
    message: { ko, en },
    ...(fix ? { fix } : {}),
  })

/** Outcomes by severity: the message in Korean and English, then what to do. */
export const ok = message('info')
export const note = message('info')
export const warn = message('warn')
export const block = message('block')
/** A warning of what the installation sees to by itself; it is told all the same, so that somebody may do it beforehand. */
export const untilInstalled = (...texts: Parameters<typeof warn>): OutcomeInfo => ({
  ...warn(...texts),
  byInstallation: true,
})
/** A failure that nobody can waive: without this the installer cannot work. */
export const never = message('block!')
