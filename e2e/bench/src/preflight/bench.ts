import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Lab } from '@astrago/lab'
import { PROBE_SCRIPT } from '@astrago/preflight'
import { interleave, median, round } from '../stats.ts'
import { ourPreflight, placeOf } from './ours.ts'
import { ansibleFor, byOpenSsh } from './peers.ts'

const HOSTS = 20
const ROUNDS = 5

/**
 * The passive probe over 20 hosts, parsed and judged, against parallel OpenSSH that runs the same script, and against
 * Ansible's setup module with a cold cache; the three take turns, the middle of five rounds counts.
 */
export async function benchPreflight(say: (line: string) => void): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'astrago-bench-preflight-'))
  const lab = await Lab.up({ hosts: HOSTS, name: 'bench-preflight', say })
  try {
    const ansible = ansibleFor(lab, folder, HOSTS, { forks: HOSTS, pipelining: false, warm: false })
    const times = await interleave(ROUNDS, say, {
      ours: () => ourPreflight(placeOf(lab), HOSTS),
      openssh: () => byOpenSsh(lab, folder, PROBE_SCRIPT, HOSTS),
      ansible: () => ansible('ansible', ['all', '-m', 'setup', '-o']),
    })
    const seconds = median(times.ours)
    return {
      hosts: HOSTS,
      seconds: round(seconds),
      vsOpenssh: round(seconds / median(times.openssh)),
      vsAnsible: round(seconds / median(times.ansible)),
    }
  } finally {
    await lab.down()
    rmSync(folder, { recursive: true, force: true })
  }
}
