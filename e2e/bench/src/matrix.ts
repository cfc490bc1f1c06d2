import { portRules } from '@astrago/contracts'
import { Lab } from '@astrago/lab'
import { ourPreflight, placeOf } from './preflight/ours.ts'
import { interleave, median, round } from './stats.ts'

const HOSTS = 20
const ROUNDS = 5

/**
 * Every port that RKE2 needs, tried between 20 hosts in both directions, with latency, loss and path MTU of each way: the
 * whole preflight with it, and beside it the one that looks at each host alone.
 */
export async function benchMatrix(say: (line: string) => void): Promise<Record<string, unknown>> {
  const lab = await Lab.up({ hosts: HOSTS, name: 'bench-matrix', say })
  const place = placeOf(lab)
  let reach: Awaited<ReturnType<typeof ourPreflight>>['reach'] = []
  try {
    const times = await interleave(ROUNDS, say, {
      matrix: async () => {
        reach = (await ourPreflight(place, HOSTS, { controlPlanes: 3, ports: [...portRules('rke2')] })).reach
      },
      alone: () => ourPreflight(place, HOSTS),
    })
    return {
      hosts: HOSTS,
      ways: HOSTS * (HOSTS - 1),
      tcpAttempts: reach.filter(({ protocol }) => protocol === 'tcp').length,
      untold: reach.filter(({ result }) => ['lost', 'no-tool', 'prohibited'].includes(result)).length,
      seconds: round(median(times.matrix)),
      secondsAlone: round(median(times.alone)),
    }
  } finally {
    await lab.down()
  }
}
