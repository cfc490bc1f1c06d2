/** Words that today's installations and their charts use as passwords, without the digits and signs around them. */
const WEAK_WORDS = new Set([
  ...[
    'xiirocks',
    'xiilab',
    'astrago',
    'admin',
    'administrator',
    'password',
    'passwd',
    'passw0rd',
    'p@ssw0rd',
    'p@ssword',
  ],
  ...[
    'harbor',
    'keycloak',
    'mariadb',
    'mysql',
    'postgres',
    'grafana',
    'prom-operator',
    'prometheus',
    'minio',
    'minioadmin',
  ],
  ...[
    'root',
    'toor',
    'ubuntu',
    'centos',
    'rocky',
    'user',
    'test',
    'guest',
    'default',
    'secret',
    'changeme',
    'change-me',
  ],
  ...['welcome', 'letmein', 'qwerty', 'qwertyuiop', 'asdf', 'asdfgh', 'abc', 'abcd', 'abcdef', 'kubernetes', 'rancher'],
])

/** Whether a password is one of the known defaults, one of them dressed up with digits and signs, or too monotonous. */
export function isWeakSecret(text: string): boolean {
  const lower = text.toLowerCase()
  const core = lower.replace(/^[^a-z]+|[^a-z]+$/g, '')
  const halves = core.length % 2 === 0 && core.slice(0, core.length / 2) === core.slice(core.length / 2)
  return (
    WEAK_WORDS.has(lower) ||
    WEAK_WORDS.has(core) ||
    (halves && WEAK_WORDS.has(core.slice(core.length / 2))) ||
    new Set(lower).size < 5 ||
    /^\d+$/.test(text)
  )
}
