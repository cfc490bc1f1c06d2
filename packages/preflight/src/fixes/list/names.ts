import { type Change, wholeFile } from '@astrago/changes'
import { l } from '../../text.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'
import { commentedOut, withLines } from './lines.ts'

const HOSTS = '/etc/hosts'

/** The words of a line of hosts(5), without its comment. */
const wordsOf = (line: string): string[] => line.replace(/#.*/, '').trim().split(/\s+/)

/** The same hosts(5) in which `name` is this address and no other; the other names of its lines stay where they are. */
export function pointed(text: string, name: string, address: string): string {
  const isAbout = (line: string): boolean => wordsOf(line).slice(1).includes(name)
  const isAlone = (line: string): boolean => isAbout(line) && wordsOf(line).length === 2
  const others = (line: string): string => {
    const [first = '', ...names] = wordsOf(line)
    return isAbout(line) ? [first, ...names.filter((each) => each !== name)].join(' ') : line
  }
  const lines = commentedOut(text, isAlone).split('\n').map(others)
  return withLines(lines.join('\n'), [`${address} ${name}`])
}

const ownAddresses = (subject: FixSubject): string[] =>
  (factOf(subject, 'interfaces') ?? []).flatMap(({ addresses }) => addresses.map(({ address }) => address))

export const NAME_FIXES: readonly Fix[] = [
  {
    check: 'dns-localhost',
    outcomes: ['missing', 'k0s'],
    describe: l('/etc/hosts에 localhost를 넣습니다', 'Put localhost into /etc/hosts'),
    changes: () => [
      {
        kind: 'edit',
        name: HOSTS,
        edit: (text) => {
          const isThere = (text ?? '').split('\n').some((line) => /^127\.0\.0\.1\s.*\blocalhost\b/.test(line))
          return isThere ? text : withLines(text ?? '', ['127.0.0.1 localhost'])
        },
      },
    ],
  },
  {
    check: 'dns-hostname-resolves',
    outcomes: ['kubespray', 'elsewhere'],
    describe: l(
      '/etc/hosts에서 호스트 이름이 노드 주소를 가리키게 합니다',
      'Let the host name be the node address in /etc/hosts',
    ),
    helps: (subject) => ownAddresses(subject).includes(subject.node.address ?? ''),
    changes: (subject) => {
      const { hostname = '' } = factOf(subject, 'identity') ?? {}
      const address = subject.node.address ?? ''
      const edit = (text: string | null): string | null => {
        const there = (text ?? '')
          .split('\n')
          .map(wordsOf)
          .filter(([, ...names]) => names.includes(hostname))
        return there.length > 0 && there.every(([first]) => first === address)
          ? text
          : pointed(text ?? '', hostname, address)
      }
      return [{ kind: 'edit', name: HOSTS, edit }]
    },
  },
  {
    check: 'name-files-writable',
    outcomes: ['cloudInit'],
    describe: l('cloud-init이 /etc/hosts를 다시 쓰지 않게 합니다', 'Keep cloud-init from writing /etc/hosts anew'),
    changes: (): Change[] => [
      wholeFile('/etc/cloud/cloud.cfg.d/zz-astrago-hosts.cfg', 'manage_etc_hosts: false\n', 0o644),
    ],
  },
]
