// apt-get on a machine where others use it, too.
import { setTimeout as delay } from 'node:timers/promises'
import { run } from './run.mjs'
import { wordsFor } from './words.mjs'

/** How long another program, say one that sets up another checkout, may keep the locks of apt. */
const PATIENCE_MS = 600_000

/**
 * Runs apt-get, again while another program has one of its locks, and says so on `say`. `DPkg::Lock::Timeout` knows
 * nothing of the lock of the lists.
 * policy-rc.d would be the host's business: no service of the packages starts by itself in a container without systemd.
 */
export async function apt(args, say) {
  const end = Date.now() + PATIENCE_MS
  for (let told = false; ; told = true) {
    // Not given the lock of the checkout: a service that the packages start would keep it.
    const done = await run('apt-get', args, { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' } })
    if (done.code === 0 || !/Could not get lock|Unable to (acquire|lock)/.test(done.output) || Date.now() > end)
      return done
    if (!told) say(wordsFor().aptWaits)
    await delay(1_000)
  }
}
