import { type HostFacts, hostIn, readHostFacts } from '@astrago/changes'
import type { Localized, PlanNote } from '@astrago/contracts'
import type { FieldId } from '@astrago/exchange-form'
import type { Host } from '@astrago/hosts'
import type { Phase } from '@astrago/jobs'
import type { Distribution, Limits, PhaseDeps } from '../distribution.ts'
import { l } from '../text.ts'
import type { Rke2Cluster } from './answers.ts'
import { ARTIFACT_NAMES, expectedArtifacts, inspectArtifacts } from './artifacts.ts'
import { type DesiredInput, desiredCluster } from './desired.ts'
import { releaseImages } from './images.ts'
import { RKE2_VERSIONS } from './paths.ts'
import { deliverArtifacts } from './phases/deliver-artifacts.ts'
import { fetchKubeconfig } from './phases/fetch-kubeconfig.ts'
import { firstServer } from './phases/first-server.ts'
import { joinAgents } from './phases/join-agents.ts'
import { joinServers } from './phases/join-servers.ts'
import { firewallConflict } from './phases/prepare/firewall.ts'
import { prepareHost } from './phases/prepare-host.ts'
import { waitReady } from './phases/wait-ready.ts'
import { writeConfig } from './phases/write-config.ts'

/** A slow disk may unpack the images for twenty minutes and more (rke2 issue 536). */
const LIMITS: Limits = { startMs: 30 * 60_000, joinMs: 3 * 60_000, readyMs: 15 * 60_000, pollMs: 2_000 }

/** Every action may run twice, so a lost connection costs only the time to come back. */
const RETRY = { attempts: 3, delayMs: 5_000 }

function phases(cluster: Rke2Cluster, { kubeconfig, limits }: PhaseDeps): Phase[] {
  const within = { ...LIMITS, ...limits }
  const inOrder = [
    prepareHost(cluster),
    deliverArtifacts(cluster),
    writeConfig(cluster),
    firstServer(cluster, within),
    joinServers(cluster, within),
    joinAgents(cluster, within),
    fetchKubeconfig(cluster, kubeconfig),
    waitReady(cluster, within),
  ] as Phase[]
  return inOrder.map((phase) => ({
    ...phase,
    plan: (facts) => phase.plan(facts).map((action) => ({ retry: RETRY, ...action })),
  }))
}

async function obstaclesOnHosts(cluster: Rke2Cluster, hosts: ReadonlyMap<string, Host>, signal: AbortSignal) {
  const found = [...cluster.servers, ...cluster.agents].map(async ({ name, address }) =>
    obstaclesOn(cluster, name, await readHostFacts(hostIn(hosts, name), address, signal)),
  )
  return (await Promise.all(found)).flat()
}

function obstaclesOn(cluster: Rke2Cluster, name: string, facts: HostFacts): PlanNote[] {
  const at = (field: FieldId, text: Localized): PlanNote => ({ ...text, place: { kind: 'field', field } })
  const conflict = firewallConflict(cluster.firewall, name, facts)
  const needsPolicy = cluster.selinux === 'keep' && facts.seLinux === 'enforcing' && !facts.seLinuxPolicy
  const seLinux = l(
    `${name}: SELinux가 enforcing인데 rke2-selinux 패키지가 없습니다.`,
    `${name}: SELinux is enforcing, but the package rke2-selinux is not installed.`,
  )
  return [
    ...(conflict ? [at('security.firewallPolicy', conflict)] : []),
    ...(needsPolicy ? [at('security.selinux', seLinux)] : []),
  ]
}

/** RKE2 from a folder of release files, without any network beyond the hosts. */
export const rke2: Distribution<Rke2Cluster, DesiredInput> = {
  id: 'rke2',
  versions: RKE2_VERSIONS,
  artifactNames: ARTIFACT_NAMES,
  expectedArtifacts,
  inspectArtifacts,
  releaseImages,
  desiredCluster,
  obstaclesOnHosts,
  phases,
}
