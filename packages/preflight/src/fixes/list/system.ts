import { type Change, leaveInterfacesAlone, seLinuxPermissive, swapOff, wholeFile } from '@astrago/changes'
import { pemBlocks } from '../../checks/certificates.ts'
import { customAuthority } from '../../checks/registry-storage.ts'
import { l } from '../../text.ts'
import { type Fix, type FixSubject, factOf } from '../fix.ts'

/** Where an administrator puts authorities that the host shall trust, by family. */
const ANCHORS: Readonly<Record<string, string>> = {
  debian: '/usr/local/share/ca-certificates',
  rhel: '/etc/pki/ca-trust/source/anchors',
}
const anchorsOf = (subject: FixSubject): string | undefined => ANCHORS[factOf(subject, 'os')?.family ?? 'other']

/** A file for each: Debian's tool takes one certificate a file. */
const trusted = (folder: string, pem: string): Change[] =>
  pemBlocks(pem).map((block, index) =>
    wholeFile(`${folder}/astrago-registry-${index + 1}.crt`, `${block}\n`, 0o644, 'ca-certificates'),
  )

export const SYSTEM_FIXES: readonly Fix[] = [
  {
    check: 'swap-active',
    outcomes: ['active', 'configured'],
    describe: l('스왑을 끄고 재부팅 후에도 꺼지게 합니다', 'Turn swap off, also after a reboot'),
    changes: swapOff,
  },
  {
    check: 'networkmanager-unmanaged',
    outcomes: ['managed'],
    describe: l(
      'NetworkManager가 파드 네트워크 인터페이스를 건드리지 않게 합니다',
      'Keep NetworkManager away from the interfaces of the pod network',
    ),
    changes: leaveInterfacesAlone,
  },
  {
    check: 'selinux-mode',
    outcomes: ['changes'],
    describe: l('질문지대로 SELinux를 permissive로 바꿉니다', 'Set SELinux to permissive, as the questionnaire says'),
    helps: ({ input }) => input.answers['security.selinux'] === 'permissive',
    changes: seLinuxPermissive,
  },
  {
    check: 'cis-etcd-user',
    outcomes: ['missing'],
    describe: l('etcd 사용자를 만듭니다 (CIS 프로파일)', 'Make the etcd user (CIS profile)'),
    // With one of the two there already, useradd refuses.
    helps: (subject) => !factOf(subject, 'hardening')?.etcdUser && !factOf(subject, 'hardening')?.etcdGroup,
    changes: () => [{ kind: 'user', name: 'etcd', wanted: 'present' }],
  },
  {
    check: 'registry-ca-trusted',
    outcomes: ['absent'],
    describe: l('레지스트리의 인증 기관을 신뢰 저장소에 넣습니다', "Put the registry's authority into the trust store"),
    helps: (subject) => anchorsOf(subject) !== undefined,
    changes: (subject) => trusted(anchorsOf(subject) ?? '', customAuthority(subject.input)),
  },
]
