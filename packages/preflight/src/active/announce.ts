import type { CheckId, Localized } from '@astrago/contracts'
import { fill } from '@astrago/contracts'
import { dataOf, shortList } from '../checks/helpers.ts'
import type { PreflightInput } from '../input.ts'
import { l } from '../text.ts'
import { ACTIVE_TASKS, type ActiveTask } from './evidence.ts'
import { namesOf, tasksOf } from './tasks.ts'
import { wantedTasks } from './try-all.ts'

const TEXTS: Record<ActiveTask, Localized> = {
  dns: l('DNS로 이름을 조회합니다: {what}', 'look up names in DNS: {what}'),
  time: l('시각 서버에 시각을 묻습니다(123/udp): {what}', 'ask the time servers (123/udp): {what}'),
  internet: l(
    '설치가 접속할 인터넷 주소에 연결했다가 끊습니다: {what}',
    'open and close connections to the internet: {what}',
  ),
  registry: l('레지스트리의 인증서를 봅니다: {what}', 'look at the certificate of the registry: {what}'),
  pull: l(
    '첫 서버에서 레지스트리에 한 번 로그인하고 이미지 목록을 확인합니다: {what}',
    'from the first server, log in to the registry once and ask which images it has: {what}',
  ),
  nfs: l(
    'NFS 4.1로 내보낸 폴더에 몇 바이트짜리 파일을 root로 만들어 쓰고, 소유자를 바꿔 보고 지웁니다: {what}',
    'over NFS 4.1, as root, create a file of a few bytes in the export, write it, change its owner and remove it: {what}',
  ),
  disk: l(
    '컨트롤 플레인의 {what} 옆에 임시 파일을 최대 10초 동안 쓰고 지웁니다(22 MiB 이하).',
    'on control planes, write a temporary file (at most 22 MiB, 10 s) beside {what} and remove it',
  ),
  urls: l('웹 주소를 한 번 요청합니다: {what}', 'ask for one page each: {what}'),
}

/** Said besides the places on the internet, where the questionnaire has a login for the proxy. */
const PROXY_LOGIN = l(
  '프록시가 로그인을 요구하면 서버 한 대가 먼저 한 번(답이 분명하지 않으면 다른 주소로 한 번 더) 로그인하고, 받아들여지면 나머지도 로그인합니다: {what}',
  'where the proxy asks for a login, one server logs in once (once more, for another place, where the answer is unclear), and if that is accepted the others do, too: {what}',
)
const IN_CLEAR = l(
  'http:// 프록시이므로 비밀번호가 암호화되지 않고 네트워크로 전송됩니다: {what}',
  'to an http:// proxy the password travels over the network unencrypted: {what}',
)

function proxyLogin({ answers }: PreflightInput): Localized[] {
  const { 'network.proxyUrl': url = '', 'network.proxyUsername': user } = answers
  if (!url || !user) return []
  const login = fill(PROXY_LOGIN, { what: user })
  return /^https:/i.test(url) ? [login] : [login, fill(IN_CLEAR, { what: url })]
}

const whatOf: Record<ActiveTask, (input: PreflightInput) => string> = {
  dns: (input) => shortList(namesOf(input).names),
  time: ({ answers }) => shortList(answers['network.ntpServers'] ?? []),
  internet: ({ answers }) => answers['network.proxyUrl'] ?? '443/tcp',
  registry: ({ answers }) => answers['registry.address'] ?? '',
  pull: ({ answers, images }) =>
    [answers['registry.username'], answers['registry.address'], images.length].filter(Boolean).join(', '),
  nfs: ({ answers }) => `${answers['storage.nfsServer'] ?? ''}:${answers['storage.nfsPath'] ?? ''}`,
  disk: ({ site }) => dataOf(site).dataDir,
  urls: ({ answers }) =>
    shortList(
      [answers['platform.keycloakExternalUrl'], answers['platform.offlineHttpServer']].flatMap((url) => url ?? []),
    ),
}

type Choice = { hosts?: readonly string[]; only?: readonly CheckId[] }

/** What the hosts would try, a sentence or more a task, to be told before it is done. */
export function activeSteps(input: PreflightInput, { hosts, only }: Choice = {}): Localized[] {
  const wanted = wantedTasks(only)
  const nodes = input.nodes.filter(({ name }) => !hosts || hosts.includes(name))
  const tasks = new Set(nodes.flatMap((node) => tasksOf(input, node, wanted).map(({ task }) => task)))
  return ACTIVE_TASKS.filter((task) => tasks.has(task)).flatMap((task) => [
    fill(TEXTS[task], { what: whatOf[task](input) }),
    ...(task === 'internet' ? proxyLogin(input) : []),
  ])
}
