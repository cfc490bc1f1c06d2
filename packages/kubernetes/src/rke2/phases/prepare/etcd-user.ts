import { dropNote, holds, must, noteOnce, readNote } from '@astrago/changes'
import type { Action } from '@astrago/jobs'
import { l } from '../../../text.ts'

const MADE = 'etcd-user-made'
const ADD = 'useradd -r -c "etcd user" -s /sbin/nologin -M etcd -U'

/** With the CIS profile etcd runs as a user of its own, which RKE2 does not make (docs.rke2.io/security/hardening_guide). */
export function etcdUser(host: string): Action {
  return {
    id: `prepare-host.etcd-user@${host}`,
    host,
    describe: l('etcd 사용자를 만듭니다 (CIS 프로파일)', 'Make the etcd user (CIS profile)'),
    commands: [ADD],
    files: [],
    expectedMs: 1_000,
    verify: ({ host, signal }) => holds(host, 'id etcd && getent group etcd', { signal }),
    async apply({ host, signal }) {
      await noteOnce(host, MADE, 'yes\n', signal)
      await must(host, `PATH=$PATH:/usr/sbin ${ADD}`, { signal })
    },
    async undo({ host, signal }) {
      if ((await readNote(host, MADE, signal)).length > 0) {
        await must(host, 'if id etcd; then PATH=$PATH:/usr/sbin userdel etcd; fi', { signal })
      }
      await dropNote(host, MADE, signal)
    },
  }
}
