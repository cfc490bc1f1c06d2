import { spawnSync } from 'node:child_process'
import { type Command, readCommand, USAGE } from './args.ts'
import { FAULTS } from './faults/index.ts'
import { Lab, type LabHost } from './lab.ts'
import { listLabs } from './registry.ts'
import { LabError } from './shell.ts'
import { sshArguments } from './ssh.ts'
import { USERS } from './users.ts'

async function theLab(name: string): Promise<Lab> {
  const lab = await Lab.find(name)
  if (!lab) throw new LabError(`there is no lab ${name}; make it with: npm run -s lab -- up 3 --name ${name}`)
  return lab
}

async function describeHost(lab: Lab, host: LabHost) {
  const { machineAddress } = lab
  return { lab: lab.name, ...host, machineAddress, faults: await lab.faultsOf(host.name) }
}

/** All hosts in one list, each with the name of its lab. */
async function describe(name: string | undefined) {
  const names = (await listLabs()).map((lab) => lab.name).filter((each) => name === undefined || each === name)
  const labs = await Promise.all(names.map(theLab))
  const hosts = await Promise.all(labs.flatMap((lab) => lab.hosts.map((host) => describeHost(lab, host))))
  return { hosts, users: Object.values(USERS), keyPath: labs[0]?.keyPath ?? null }
}

async function printHosts(name: string | undefined, json: boolean): Promise<void> {
  const shown = await describe(name)
  if (json) console.log(JSON.stringify(shown, undefined, 2))
  else if (shown.hosts.length === 0) console.log('no lab is up')
  else {
    for (const { lab, name: host, address, hostKeyFingerprint, faults } of shown.hosts)
      console.log([lab, host, address, hostKeyFingerprint, ...Object.keys(faults)].join('  '))
    console.log(`log in: ssh -i ${shown.keyPath} ops@ADDRESS`)
  }
}

async function down(names: readonly string[]): Promise<void> {
  for (const name of names) await (await Lab.find(name))?.down()
}

async function act(command: Command): Promise<number> {
  switch (command.do) {
    case 'help':
      console.log(USAGE)
      return 0
    case 'up': {
      const started = Date.now()
      await Lab.up({ ...command, keep: true, say: (line) => console.error(line) })
      await printHosts(command.name, command.json)
      console.error(`lab: ${command.hosts} hosts up in ${((Date.now() - started) / 1000).toFixed(1)} s`)
      return 0
    }
    case 'down':
      await down(command.all ? (await listLabs()).map(({ name }) => name) : [command.name])
      return 0
    case 'list':
      await printHosts(command.name, command.json)
      return 0
    case 'fault':
      await (await theLab(command.name)).fault(command.fault, command.host, command.state, command.params)
      return 0
    case 'prepare':
      await Lab.prepare((line) => console.error(line))
      return 0
    case 'faults':
      for (const { name, params, description } of FAULTS) {
        const words = Object.entries(params).map(([key, value]) => `${key}=${value || '...'}`)
        console.log(`${[name, ...words].join(' ')}\n    ${description}`)
      }
      return 0
    case 'ssh': {
      const { address } = (await theLab(command.name)).host(command.host)
      const words = command.command === undefined ? [] : [command.command]
      return spawnSync('ssh', [...sshArguments(address, 'root'), ...words], { stdio: 'inherit' }).status ?? 255
    }
  }
}

try {
  process.exitCode = await act(readCommand(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof LabError)) throw error
  console.error(`lab: ${error.message}`)
  process.exitCode = 1
}
