// What the scripts say to somebody who starts the console for the first time, in the language of the environment.

const EN = {
  debian: 'Installing packages from Debian',
  packages: 'Installing packages',
  database: 'Generating the database client',
  web: 'Building the web app',
  begins: (title) => `${title} ...`,
  done: (title, seconds) => `${title}: done in ${seconds} s`,
  failed: (title) => `${title} failed.`,
  waits: (title) => `Another command is setting up this folder (${title}). Waiting for it ...`,
  unlocked:
    'This system has no `flock` command, so nothing keeps two set-ups of this folder apart: do not start another command here until this one has set it up.',
  aptWaits: 'Another program is installing packages on this machine. Waiting for it ...',
  killed: (signal) =>
    `The console was ended from outside (${signal}). Nothing that was saved is lost: start it again and resume what was under way.`,
  offline: [
    'The package registry does not answer from this machine. The first start needs it: look at the network, the proxy',
    '(HTTPS_PROXY) or the registry that npm is set to (npm config get registry), then start again. Where there is no',
    'such network, use the single file that `npm run build:executable` makes on another machine.',
  ].join('\n'),
}

const KO = {
  debian: '데비안 패키지 설치',
  packages: '패키지 설치',
  database: '데이터베이스 클라이언트 생성',
  web: '웹 화면 빌드',
  begins: (title) => `${title} 중 ...`,
  done: (title, seconds) => `${title}: ${seconds}초 만에 끝났습니다`,
  failed: (title) => `${title}에 실패했습니다.`,
  waits: (title) => `다른 명령이 이 폴더를 준비하고 있습니다(${title}). 끝날 때까지 기다립니다 ...`,
  unlocked:
    '이 시스템에는 `flock` 명령이 없어 두 준비 작업을 서로 막을 수 없습니다. 준비가 끝날 때까지 이 폴더에서 다른 명령을 시작하지 마십시오.',
  aptWaits: '다른 프로그램이 이 서버에 패키지를 설치하고 있습니다. 끝날 때까지 기다립니다 ...',
  killed: (signal) =>
    `콘솔이 밖에서 강제로 끝났습니다(${signal}). 저장된 것은 그대로입니다. 다시 시작해 하던 일을 이어서 하십시오.`,
  offline: [
    '이 서버에서 패키지 저장소에 연결되지 않습니다. 첫 시작에는 저장소가 필요합니다. 네트워크, 프록시(HTTPS_PROXY),',
    'npm이 쓰는 저장소(npm config get registry)를 확인한 뒤 다시 시작하십시오. 그런 네트워크가 없는 곳에서는 다른 서버에서',
    '`npm run build:executable`로 만든 단일 실행 파일을 쓰십시오.',
  ].join('\n'),
}

/** The words for the language that `env` names (`LC_ALL`, `LC_MESSAGES`, `LANG`): Korean, else English. */
export const wordsFor = (env = process.env) => (/^ko/.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? KO : EN)

/** Whether the output of npm or pnpm tells that nobody answered. */
export const isOffline = (output) =>
  /\b(EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT)\b/.test(output)
