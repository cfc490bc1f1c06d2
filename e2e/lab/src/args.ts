import { parseArgs } from 'node:util'
import { LabError } from './shell.ts'

export const USAGE = `usage: npm run -s lab -- COMMAND [--name LAB]

  up N [--prefix n] [--cpus 8] [--memory 32] [--disk 200] [--json]   make a lab of N hosts (memory, disk in GiB)
  down [--all]                                        take it away
  list [--json]                                       hosts of all labs, or of the one named
  fault NAME on|off HOST [PARAM=VALUE ...]            make something wrong with a host, or right again
  faults                                              what can be made wrong
  ssh HOST [COMMAND]                                  log in as root
  prepare                                             make what labs share and keep, so that the first is quick too

LAB is "lab" when not given. See e2e/lab/README.md.`

export type Command =
  | { do: 'up'; name: string; hosts: number; prefix: string; look: Record<string, number>; json: boolean }
  | { do: 'down'; name: string; all: boolean }
  | { do: 'list'; name: string | undefined; json: boolean }
  | { do: 'fault'; name: string; fault: string; state: 'on' | 'off'; host: string; params: Record<string, string> }
  | { do: 'faults' }
  | { do: 'prepare' }
  | { do: 'ssh'; name: string; host: string; command: string | undefined }
  | { do: 'help' }

type Flags = ReturnType<typeof readFlags>['values']

function readFlags(args: readonly string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: text, prefix: text, cpus: text, memory: text, disk: text, json: flag, all: flag, help: flag },
    })
  } catch (cause) {
    throw new LabError(cause instanceof Error ? cause.message : String(cause))
  }
}

const READERS: Record<string, (words: readonly string[], flags: Flags) => Command> = {
  up: ([hosts], flags) => {
    if (hosts === undefined) throw new LabError('up needs the number of hosts')
    const look = { cpus: flags.cpus, memoryGib: flags.memory, diskGib: flags.disk }
    return {
      do: 'up',
      name: flags.name ?? 'lab',
      hosts: wholeNumber(hosts),
      prefix: flags.prefix ?? 'n',
      look: Object.fromEntries(
        Object.entries(look).flatMap(([key, value]) => (value === undefined ? [] : [[key, wholeNumber(value)]])),
      ),
      json: flags.json ?? false,
    }
  },
  down: (_, flags) => ({ do: 'down', name: flags.name ?? 'lab', all: flags.all ?? false }),
  list: (_, flags) => ({ do: 'list', name: flags.name, json: flags.json ?? false }),
  fault: ([fault, state, host, ...params], flags) => {
    if (fault === undefined || (state !== 'on' && state !== 'off') || host === undefined)
      throw new LabError('fault needs NAME on|off HOST')
    return { do: 'fault', name: flags.name ?? 'lab', fault, state, host, params: Object.fromEntries(params.map(pair)) }
  },
  faults: () => ({ do: 'faults' }),
  prepare: () => ({ do: 'prepare' }),
  ssh: ([host, ...command], flags) => {
    if (host === undefined) throw new LabError('ssh needs HOST')
    return { do: 'ssh', name: flags.name ?? 'lab', host, command: command.length === 0 ? undefined : command.join(' ') }
  },
}

/** What a command line asks for. @throws LabError saying what is wrong with it. */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = readFlags(args)
  const [verb, ...words] = positionals
  if (values.help || verb === undefined) return { do: 'help' }
  const reader = Object.hasOwn(READERS, verb) ? READERS[verb] : undefined
  if (!reader) throw new LabError(`no command is called ${verb}`)
  return reader(words, values)
}

function wholeNumber(word: string): number {
  if (!/^[1-9]\d*$/.test(word)) throw new LabError(`not a number above 0: ${word}`)
  return Number(word)
}

function pair(word: string): [string, string] {
  const at = word.indexOf('=')
  if (at < 1) throw new LabError(`not PARAM=VALUE: ${word}`)
  return [word.slice(0, at), word.slice(at + 1)]
}
