import { describe, expect, test } from 'vitest'
import { readCommand } from './args.ts'

const read = (line: string) => readCommand(line.split(' ').filter(Boolean))

describe('the command line', () => {
  test('up', () => {
    expect(read('up 3')).toEqual({ do: 'up', name: 'lab', hosts: 3, prefix: 'n', look: {}, json: false })
    expect(read('up 20 --name bench --memory 64 --cpus 4 --json')).toEqual({
      ...{ do: 'up', name: 'bench', hosts: 20, prefix: 'n', json: true },
      look: { memoryGib: 64, cpus: 4 },
    })
  })

  test('fault with parameters, the lab named before or after', () => {
    const wanted = {
      ...{ do: 'fault', name: 'x', fault: 'port-drop', state: 'on', host: 'n002' },
      params: { port: '9345', from: '10.99.0.11' },
    }
    expect(read('fault port-drop on n002 port=9345 from=10.99.0.11 --name x')).toEqual(wanted)
    expect(read('--name x fault port-drop on n002 port=9345 from=10.99.0.11')).toEqual(wanted)
  })

  test('ssh takes the rest as one command', () => {
    expect(read('ssh n001 uname')).toMatchObject({ host: 'n001', command: 'uname' })
    expect(read('ssh n001 -- uname -a')).toMatchObject({ command: 'uname -a' })
    expect(read('ssh n001')).toMatchObject({ command: undefined })
  })

  test('nothing, or a wish for help, gives help', () => {
    expect(read('')).toEqual({ do: 'help' })
    expect(read('up 3 --help')).toEqual({ do: 'help' })
  })

  test.each([
    ['up', 'up needs the number of hosts'],
    ['up three', 'not a number above 0: three'],
    ['up 3 --memory -1', 'memory'],
    ['up 3 --color', '--color'],
    ['fault port-drop maybe n001', 'fault needs NAME on|off HOST'],
    ['fault port-drop on', 'fault needs NAME on|off HOST'],
    ['fault port-drop on n001 9345', 'not PARAM=VALUE: 9345'],
    ['toString', 'no command is called toString'],
  ])('%s is refused with words', (line, message) => {
    expect(() => read(line)).toThrow(message)
  })
})
