import type { Evidence } from '../active/evidence.ts'
import { activeCheck, block, note, ok, warn } from '../check.ts'
import { l } from '../text.ts'
import { CLUSTER, list, shortList } from './helpers.ts'

type Pull = Evidence['pull']

const LOGGED_IN: readonly Pull['login'][] = ['accepted', 'open', 'anonymous']
const AUTH_OUTCOMES = {
  accepted: 'pass',
  open: 'open',
  anonymous: 'open',
  refused: 'refused',
  wanted: 'wanted',
  'token-service': 'service',
  other: 'other',
} as const

const namesOf = (images: Pull['images']): string[] => images.map(({ name }) => name).toSorted()
const isDenied = ({ status }: Pull['images'][number]): boolean => status === 401 || status === 403

/** What the cluster takes from the registry: whether it lets the account in, and has the images. */
export const PULL = [
  activeCheck({
    id: 'registry-auth',
    category: 'registry',
    title: l('레지스트리 로그인', 'Login at the registry'),
    explain: l(
      '질문지의 계정으로 클러스터의 첫 서버에서 한 번 로그인합니다. 비밀번호는 인증서를 확인한 TLS로만 보냅니다.',
      'The first server of the cluster logs in once, with the account of the questionnaire. The password goes over TLS with a verified certificate alone.',
    ),
    prepare: l(
      '레지스트리에서 이미지를 읽을 수 있는 계정을 준비하십시오.',
      'Provide an account that may read images from the registry.',
    ),
    asks: 'pull',
    roles: CLUSTER,
    field: 'registry.password',
    outcomes: {
      pass: ok('{user} 계정으로 로그인했습니다.', 'It lets {user} in.'),
      open: note('로그인 없이 쓸 수 있습니다.', 'It can be used without a login.'),
      refused: block(
        '{user} 계정의 로그인을 거부했습니다.',
        'It refuses the login of {user}.',
        l(
          '질문지의 레지스트리 계정과 비밀번호를 다시 넣으십시오. 잠긴 계정인지, 토큰이 만료되었는지도 확인하십시오.',
          'Enter user and password of the registry again, and see whether the account is locked or the token expired.',
        ),
      ),
      wanted: block(
        '로그인이 필요한데 질문지에 계정과 비밀번호가 없습니다.',
        'It asks for a login, and the questionnaire has no user with a password.',
        l(
          '읽기 권한이 있는 계정과 비밀번호를 질문지의 레지스트리에 넣으십시오.',
          'Enter user and password of an account that may read.',
        ),
      ),
      service: block(
        '토큰을 내주는 서비스에 닿지 못했거나 인증서를 믿을 수 없어 비밀번호를 보내지 않았습니다: {service}',
        'The service that gives tokens was not reached or is not trusted, so no password was sent: {service}',
        l(
          '레지스트리의 외부 주소 설정(Harbor는 external_url)과 그 인증서를 확인하십시오.',
          'Check the external address that the registry is set to (external_url of Harbor), and its certificate.',
        ),
      ),
      other: block(
        '알 수 없는 방식의 로그인을 요구합니다.',
        'It asks for a login of a kind that is not known.',
        l(
          '주소가 레지스트리의 것인지 확인하십시오. 컨테이너 런타임은 Basic과 Bearer만 씁니다.',
          'See whether the address is that of the registry. Container runtimes know Basic and Bearer alone.',
        ),
      ),
    },
    unknowns: ['not-trusted'],
    source: 'Distribution project, spec/auth/token; Embedded Cluster, host-preflight-common.yaml (registry login)',
    judge: ({ address, user, login, service }) => {
      if (login === 'unreached') return { unknown: 'not-trusted' }
      const params = { user: user ?? '-', service: service ?? '-' }
      const found = user ? `${login} (${user})` : login
      return { outcome: AUTH_OUTCOMES[login], found, wanted: `https://${address}/v2/`, params }
    },
  }),
  activeCheck({
    id: 'registry-images-present',
    category: 'registry',
    title: l('레지스트리의 이미지', 'Images in the registry'),
    explain: l(
      '알려진 이미지마다 레지스트리에 매니페스트가 있는지 묻습니다(HEAD). 이미지는 받지 않습니다. 목록은 설치 파일에서 옵니다.',
      'Asks for the manifest of each image that is known beforehand (HEAD). No image is fetched. The list comes with the installation files.',
    ),
    prepare: l(
      '설치에 필요한 이미지를 레지스트리에 미리 올려 두십시오.',
      'Load the images of the installation into the registry beforehand.',
    ),
    asks: 'pull',
    roles: CLUSTER,
    field: 'registry.address',
    outcomes: {
      pass: ok('{n}개가 모두 있습니다.', 'All {n} are there.'),
      unlisted: note(
        '어떤 이미지가 필요한지 아직 몰라 묻지 않았습니다. 설치 파일을 정하면 확인합니다.',
        'Nothing was asked for: which images are needed is known once there are installation files.',
      ),
      toLoad: note('아직 올리지 않은 이미지가 {n}개 있습니다: {images}', '{n} are not loaded into it yet: {images}'),
      spare: warn(
        '설치 파일에는 있지만 레지스트리에 없는 이미지가 {n}개 있습니다: {images}',
        '{n} come with the installation files, but are not in the registry: {images}',
        l(
          '미러에 올리십시오. 노드에서 이미지가 지워지면 다시 받을 곳이 없습니다.',
          'Load them into the mirror: a node that drops them could not fetch them again.',
        ),
      ),
      missing: block(
        '레지스트리에 없는 이미지가 {n}개 있습니다: {images}',
        '{n} are not in the registry: {images}',
        l('그 이름과 태그로 레지스트리에 올리십시오.', 'Load them into the registry under that name and tag.'),
      ),
      denied: block(
        '읽을 권한이 없는 이미지가 {n}개 있습니다: {images}',
        '{n} may not be read: {images}',
        l(
          '계정에 그 프로젝트의 읽기(pull) 권한을 주십시오. 없는 프로젝트일 때도 이렇게 답합니다.',
          'Give the account the right to pull from those projects. A project that does not exist answers in the same way.',
        ),
      ),
      failing: block(
        '레지스트리가 제대로 답하지 않은 이미지가 {n}개 있습니다({status}): {images}',
        'The registry gave no good answer for {n} ({status}): {images}',
        l('레지스트리의 로그와 저장소를 확인하십시오.', 'Look at the log and the storage of the registry.'),
      ),
    },
    unknowns: ['not-trusted'],
    source: 'assisted-service validation container-images-available; OCI distribution specification, end-3',
    judge: ({ login, images }, { answers }) => {
      if (!LOGGED_IN.includes(login)) return { unknown: 'not-trusted' }
      const of = (test: (image: Pull['images'][number]) => boolean) => images.filter(test)
      const said = (
        outcome: 'pass' | 'unlisted' | 'toLoad' | 'spare' | 'missing' | 'denied' | 'failing',
        which: Pull['images'],
      ) => ({
        outcome,
        found: `${of(({ status }) => status === 200).length}/${images.length}`,
        wanted: `${images.length}/${images.length}`,
        identity: list(namesOf(which)),
        params: {
          n: which.length,
          images: shortList(namesOf(which)),
          status: list([...new Set(which.map(({ status }) => String(status ?? '-')))]),
        },
      })
      if (!images.length) return said('unlisted', [])
      const missing = of(({ status }) => status === 404)
      const denied = of(isDenied)
      const failing = of(({ status }) => status === null || ![200, 401, 403, 404].includes(status))
      const needed = missing.filter(({ delivered }) => !delivered)
      if (denied.length) return said('denied', denied)
      if (answers['registry.kind'] !== 'mirror' && missing.length) return said('toLoad', missing)
      if (needed.length) return said('missing', needed)
      if (failing.length) return said('failing', failing)
      return missing.length ? said('spare', missing) : said('pass', images)
    },
  }),
]
