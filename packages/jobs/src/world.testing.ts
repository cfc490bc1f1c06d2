import type { Host } from '@astrago/hosts'
import type { Action, Phase } from './action.ts'

/** Stand-in hosts that know only which actions are done on them. */
export type World = { hosts: ReadonlyMap<string, Host>; done: Set<string>; applied: string[]; undone: string[] }

export function makeWorld(names: readonly string[]): World {
  const refuse = async (): Promise<never> => {
    throw new Error('a stand-in host runs nothing')
  }
  const host = (name: string): Host => ({
    name,
    run: refuse,
    stream: refuse,
    upload: refuse,
    reach: refuse,
    connect: refuse,
    close: async () => undefined,
  })
  return { hosts: new Map(names.map((name) => [name, host(name)])), done: new Set(), applied: [], undone: [] }
}

export function actionOn(world: World, id: string, host: string): Action {
  return {
    id,
    host,
    describe: { ko: `${id} 하기`, en: `do ${id}` },
    commands: [`do ${id}`],
    files: [],
    expectedMs: 1000,
    verify: async () => world.done.has(id),
    apply: async () => {
      world.applied.push(id)
      world.done.add(id)
    },
    undo: async () => {
      world.undone.push(id)
      world.done.delete(id)
    },
  }
}

type More = { concurrency?: number; onlyWhatIsLeft?: World }

export function phaseOf(id: string, actions: readonly Action[], { concurrency = 4, onlyWhatIsLeft }: More = {}): Phase {
  const text = { ko: id, en: id }
  return {
    id,
    title: text,
    explain: text,
    concurrency,
    gather: async () => [...(onlyWhatIsLeft?.done ?? [])],
    plan: (done) => actions.filter((action) => !(done as string[]).includes(action.id)),
  }
}
