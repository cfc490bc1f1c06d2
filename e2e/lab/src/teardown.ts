import { rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { hostNamespaceOf } from './addresses.ts'
import { type CgroupLayout, groupsOf, killGroup, removeGroups } from './cgroups.ts'
import { unmountBelow } from './mounts.ts'
import { removeNetwork } from './network.ts'
import { type LabRecord, release } from './registry.ts'

/**
 * Takes away all that belongs to a lab, whatever of it is there: also after a killed `up`, and twice. Ends only
 * processes in the lab's own groups.
 */
export async function tearDown(lab: LabRecord, layout: CgroupLayout): Promise<void> {
  for (const { name } of lab.hosts) await stopHost(lab, name, layout)
  await killGroup(groupsOf(layout, lab.index)[0] ?? '')
  await unmountBelow(lab.folder)
  await removeNetwork(lab.index)
  await removeGroups(layout, lab.index)
  for (const { name } of lab.hosts)
    await rmdir(join('/run/systemd/nspawn/propagate', hostNamespaceOf(lab.index, name))).catch(() => undefined)
  await rm(lab.folder, { recursive: true, force: true, maxRetries: 10 })
  await release(lab.index)
}

/** As pulling the plug: first the loop that would start the host again, then the host. */
export async function stopHost(lab: LabRecord, host: string, layout: CgroupLayout): Promise<void> {
  for (const part of ['guard', 'run'] as const) await killGroup(groupsOf(layout, lab.index, host, part)[0] ?? '')
}
