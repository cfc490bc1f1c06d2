import { ask, holds } from '@astrago/changes'
import { commandLine, type Host } from '@astrago/hosts'
import { z } from 'zod'
import { RKE2 } from './paths.ts'

const kubectl = (...words: string[]) => commandLine([RKE2.kubectl, '--kubeconfig', RKE2.kubeconfig, ...words])

const Nodes = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.object({
        conditions: z
          .array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() }))
          .default([]),
      }),
    }),
  ),
})

/** Whether the API server on this server answers that it is ready. */
export function apiReady(server: Host, signal: AbortSignal): Promise<boolean> {
  return holds(server, kubectl('get', '--raw', '/readyz'), { signal, timeoutMs: 20_000 })
}

/** Why each of the wanted nodes is not Ready, by name; empty when all are. Null when the cluster does not answer. */
export async function nodesNotReady(
  server: Host,
  wanted: readonly string[],
  signal: AbortSignal,
): Promise<Map<string, string> | null> {
  const { code, stdout } = await ask(server, kubectl('get', 'nodes', '-o', 'json'), { signal, timeoutMs: 30_000 })
  return code === 0 ? notReady(Nodes.parse(JSON.parse(stdout)), wanted) : null
}

function notReady({ items }: z.infer<typeof Nodes>, wanted: readonly string[]): Map<string, string> {
  const states = new Map(
    items.map(({ metadata, status }) => {
      const ready = status.conditions.find(({ type }) => type === 'Ready')
      return [metadata.name, ready?.status === 'True' ? 'Ready' : `NotReady (${ready?.message ?? '-'})`] as const
    }),
  )
  return new Map(
    wanted.flatMap((name) => {
      const state = states.get(name) ?? 'not registered'
      return state === 'Ready' ? [] : [[name, state] as const]
    }),
  )
}

/** Takes a node out of the cluster; of a server also its etcd member. What does not answer is let be. */
export async function forgetNode(server: Host, name: string, signal: AbortSignal): Promise<boolean> {
  return holds(server, kubectl('delete', 'node', name, '--ignore-not-found'), { signal, timeoutMs: 60_000 })
}
