import { Category, type Locale, type Localized, type Requirement, type Requirements, say } from '@astrago/contracts'
import { ROLE_NAMES } from '@astrago/exchange-form'
import { CATEGORIES, DISTRIBUTIONS, PROFILES } from '../words.ts'
import type { Sheet, SheetTable } from './sheet.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

const WORDS = {
  title: l('설치 준비 요건', 'What to prepare'),
  hardware: l('서버 사양', 'Servers'),
  hardwareExplain: l(
    '최소보다 적으면 설치할 수 없고, 권장보다 적으면 운영 전에 늘려야 합니다. 디스크는 데이터 폴더가 있는 파일 시스템의 크기입니다. 역할이 여럿인 서버는 그 가운데 큰 값을 따릅니다.',
    'Below the least nothing is installed; below the advised, add before production. The disk is the file system of the data folder. A server of several roles needs the greatest of their values.',
  ),
  role: l('역할', 'Role'),
  cpus: l('CPU 코어 최소 (권장)', 'CPU cores, least (advised)'),
  memory: l('메모리 GiB 최소 (권장)', 'Memory in GiB, least (advised)'),
  disk: l('디스크 GiB 최소 (권장)', 'Disk in GiB, least (advised)'),
  systems: l('운영체제', 'Operating systems'),
  system: l('운영체제', 'System'),
  versions: l('버전', 'Versions'),
  item: l('항목', 'Item'),
  prepare: l('준비할 것', 'What to prepare'),
  limits: l('기준', 'Wanted'),
  unmet: l('갖추지 못하면', 'Without it'),
  blocks: l('설치할 수 없음', 'no installation'),
  warns: l('경고', 'a warning'),
  profile: l('네트워크 환경', 'Network'),
  note: l(
    '이 문서는 사전 점검이 실제로 확인하는 항목으로 만들었습니다. 준비가 끝나면 사전 점검으로 같은 항목을 확인합니다.',
    'Made from what the preflight looks at: once prepared, the preflight goes through the same list.',
  ),
  firewall: l('열어야 할 포트는 방화벽 신청서에 있습니다.', 'The ports to open are in the firewall request.'),
} as const satisfies Record<string, Localized>

const ROLES: Record<Requirements['hardware'][number]['role'], Localized> = {
  ...ROLE_NAMES,
  single: l('한 대로 구성한 클러스터', 'The one server of the cluster'),
}

const both = ({ least, advised }: { least: number; advised: number }): string => `${least} (${advised})`
const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  ubuntu: 'Ubuntu',
  debian: 'Debian',
  rhel: 'Red Hat Enterprise Linux',
  rocky: 'Rocky Linux',
  almalinux: 'AlmaLinux',
}

function hardware({ hardware: rows }: Requirements, locale: Locale): SheetTable {
  return {
    title: WORDS.hardware[locale],
    explain: WORDS.hardwareExplain[locale],
    columns: [WORDS.role, WORDS.cpus, WORDS.memory, WORDS.disk].map((word) => ({ title: word[locale], share: 25 })),
    rows: rows.map(({ role, cpus, memoryGib, diskGib }) => [
      ROLES[role][locale],
      both(cpus),
      both(memoryGib),
      both(diskGib),
    ]),
  }
}

function systems({ systems: rows }: Requirements, locale: Locale): SheetTable {
  return {
    title: WORDS.systems[locale],
    explain: '',
    columns: [
      { title: WORDS.system[locale], share: 40 },
      { title: WORDS.versions[locale], share: 60 },
    ],
    rows: rows.map(({ name, versions }) => [SYSTEM_NAMES[name] ?? name, versions.join(', ')]),
  }
}

function needs(category: Category, rows: readonly Requirement[], locale: Locale): SheetTable {
  return {
    title: CATEGORIES[category][locale],
    explain: '',
    columns: [
      { title: WORDS.item[locale], share: 20 },
      { title: WORDS.prepare[locale], share: 40 },
      { title: WORDS.limits[locale], share: 26 },
      { title: WORDS.unmet[locale], share: 14 },
    ],
    rows: rows.map((need) => [
      need.title[locale],
      need.prepare[locale],
      need.wanted[locale],
      WORDS[need.blocks ? 'blocks' : 'warns'][locale],
    ]),
  }
}

/** What to prepare, as a document in one language. */
export function requirementsDocument(model: Requirements, locale: Locale, product: string): Sheet {
  const { name, profile, distribution } = model.site
  const byCategory = Map.groupBy(model.needs, ({ category }) => category)
  const parts = Category.options.flatMap((category) => {
    const rows = byCategory.get(category) ?? []
    return rows.length > 0 ? [needs(category, rows, locale)] : []
  })
  return {
    locale,
    title: WORDS.title[locale],
    site: name,
    product,
    generatedAt: model.generatedAt,
    about: [[WORDS.profile[locale], `${PROFILES[profile][locale]} · ${DISTRIBUTIONS[distribution]}`]],
    notes: [say(WORDS.note, locale), say(WORDS.firewall, locale)],
    tables: [hardware(model, locale), systems(model, locale), ...parts],
    attachments: [],
    signatures: [],
  }
}
