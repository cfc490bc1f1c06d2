import { expect, test } from 'vitest'
import { PROBE_SCRIPT } from './script.ts'
import { PROBE_VERSION } from './vocabulary.ts'

/** Whoever adds or takes one away raises the version. */
const OF_VERSION = {
  4: [
    'account acs addresses attributes chrony commands config cpu done',
    'end environment fabric-manager faillock files filesystems firewall firewall-legacy gpu',
    'held-fixes inodes iptables-version kernel-log kernel-options labels leftovers listeners login',
    'module-files modules netconfig nics ntp nvidia-smi nvlink owners packages',
    'packet-rules probe registry-files repositories system timedatectl trust units volumes',
    'xfs',
  ],
}

/** Every name that the script or its last program opens a section with. */
const sections = (): string[] => [
  ...new Set(
    [...PROBE_SCRIPT.matchAll(/(?:[\s"'=(]@|\n\s*run |\brun )([a-z][a-z-]+)/g)].flatMap(([, name]) => name ?? []),
  ),
]

test('the version of the probe is that of the sections of its answer', () => {
  expect(sections().toSorted()).toEqual(OF_VERSION[PROBE_VERSION].flatMap((names) => names.split(' ')))
})
