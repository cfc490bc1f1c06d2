import { Lab } from '@astrago/lab'
import { serveSite } from '@astrago/preflight/servers'
import { ourPreflight, placeOf } from './preflight/ours.ts'
import { interleave, median, round } from './stats.ts'

const HOSTS = 20
const ROUNDS = 5
const PASSWORD = 'a-password-of-the-bench'

/**
 * What active checks take besides the passive ones, in seconds a host: every host asks a registry (Debian's docker-registry
 * over TLS, with login and an image) and an NFS server (NFS-Ganesha: versions, a file written and removed).
 */
export async function benchActive(say: (line: string) => void): Promise<Record<string, unknown>> {
  const lab = await Lab.up({ hosts: HOSTS, name: 'bench-active', say })
  const { answers, images, remove } = await serveSite(lab.machineAddress, PASSWORD)
  try {
    const place = placeOf(lab)
    const check = async (more: object): Promise<void> => {
      const { verdicts } = await ourPreflight(place, HOSTS, { answers, images, ...more })
      const bad = verdicts.filter(
        ({ check: id, status }) =>
          /^(registry-(answers|auth|images)|nfs-(version|export|root))/.test(id) && status !== 'pass',
      )
      if (bad.length > 0)
        throw new Error(bad.map(({ check: id, host, outcome }) => `${id} ${host} ${outcome}`).join(', '))
    }
    const times = await interleave(ROUNDS, say, {
      passive: () => check({}),
      active: () => check({ active: { 'registry.password': PASSWORD } }),
    })
    const seconds = median(times.active)
    return {
      hosts: HOSTS,
      seconds: round(seconds),
      secondsAlone: round(median(times.passive)),
      secondsPerHost: round((seconds - median(times.passive)) / HOSTS, 3),
    }
  } finally {
    await remove()
    await lab.down()
  }
}
