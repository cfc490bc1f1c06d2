import { readFileSync } from 'node:fs'
import { connectSsh } from '@astrago/hosts'
import type { Lab } from '@astrago/lab'
import { type PreflightInput, type PreflightOptions, type PreflightResult, runPreflight } from '@astrago/preflight'

/** What of a lab our own preflight needs; can be sent to another process. */
export type LabPlace = { keyPath: string; hosts: { name: string; address: string; hostKeyFingerprint: string }[] }

export const placeOf = ({ keyPath, hosts }: Lab): LabPlace => ({
  keyPath,
  hosts: hosts.map(({ name, address, hostKeyFingerprint }) => ({ name, address, hostKeyFingerprint })),
})

type Site = {
  controlPlanes?: number
  /** Tried between the hosts. */
  ports?: PreflightInput['ports']
  answers?: PreflightInput['answers']
  images?: PreflightInput['images']
  /** Active checks too, with these secrets of the site. */
  active?: PreflightOptions['secrets']
}

/**
 * The preflight of all hosts with all its checks.
 * @throws Error when a host gave no answer
 */
export async function ourPreflight(
  { keyPath, hosts }: LabPlace,
  concurrency: number,
  { controlPlanes = 0, ports = [], answers = {}, images = [], active }: Site = {},
): Promise<PreflightResult> {
  const privateKey = readFileSync(keyPath, 'utf8')
  const byName = new Map(hosts.map((host) => [host.name, host]))
  const input: PreflightInput = {
    site: { profile: 'air-gapped', distribution: 'rke2', kubernetes: null },
    answers,
    nodes: hosts.map(({ name, address }, index) => ({
      name,
      address,
      roles: [index < controlPlanes ? 'control-plane' : 'worker'],
    })),
    ports,
    packets: [],
    images,
  }
  const result = await runPreflight({
    input,
    transport: 'ssh',
    concurrency,
    ...(active && { active: true, secrets: active }),
    open: (name) => {
      const { address = '', hostKeyFingerprint: fingerprint = '' } = byName.get(name) ?? {}
      const auth = { kind: 'key', privateKey } as const
      const target = { name, address, port: 22, user: 'root', auth, sudo: { kind: 'root' } } as const
      return connectSsh(target, { pinned: { type: 'ssh-ed25519', fingerprint } })
    },
  })
  const silent = result.records.filter(({ access }) => !access.connected)
  const why = silent.map(({ host, access }) => `${host}: ${JSON.stringify(access)}`).join('\n')
  if (result.records.length !== hosts.length || silent.length > 0)
    throw new Error(`${hosts.length - result.records.length + silent.length} hosts gave no answer\n${why}`)
  return result
}
