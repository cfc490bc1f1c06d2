import { readFileSync } from 'node:fs'
import type { NodeRole, Verdict } from '@astrago/contracts'
import { connectSsh, type Host, type HostKey, scanHostKey } from '@astrago/hosts'
import { Lab } from '@astrago/lab'
import type { PreflightInput } from '../src/input.ts'
import { type PreflightOptions, type PreflightResult, runPreflight } from '../src/run.ts'
import { inputOf, nodeOf } from '../src/testing.ts'
import { CLEAN_LAB_HOST } from './clean-lab-host.ts'

type Options = Partial<Omit<PreflightOptions, 'input' | 'open' | 'transport'>>

/** A lab as a site: its hosts as nodes, opened as `ops`. The host keys are those of the first look. */
export class LabSite {
  readonly lab: Lab
  input: PreflightInput
  /** On a machine under load a login takes seconds. */
  readonly connectTimeoutMs = 15_000
  readonly #pins = new Map<string, HostKey>()

  private constructor(lab: Lab, input: PreflightInput) {
    this.lab = lab
    this.input = input
  }

  /** `rolesOf` says what a host is, by its place from 0; without it the first is the control plane. */
  static async up(
    name: string,
    hosts: number,
    rolesOf: (place: number) => NodeRole[] = (place) => [place === 0 ? 'control-plane' : 'worker'],
  ): Promise<LabSite> {
    const lab = await Lab.up({ hosts, name })
    const nodes = lab.hosts.map((host, place) => nodeOf(host.name, { address: host.address, roles: rolesOf(place) }))
    return new LabSite(lab, inputOf({ nodes }))
  }

  readonly open = async (name: string): Promise<Host> => {
    const { address, port } = this.lab.host(name)
    const pinned = this.#pins.get(name) ?? (await scanHostKey(address, port, this.connectTimeoutMs))
    this.#pins.set(name, pinned)
    const auth = { kind: 'key', privateKey: readFileSync(this.lab.keyPath, 'utf8') } as const
    return connectSsh(
      { name, address, port, user: 'ops', auth, sudo: { kind: 'nopasswd' } },
      { pinned, connectTimeoutMs: this.connectTimeoutMs },
    )
  }

  check(options: Options = {}): Promise<PreflightResult> {
    return runPreflight({ input: this.input, open: this.open, transport: 'ssh', ...options })
  }

  /** Runs `work` while a fault is on, and switches it off again whatever happens. */
  async withFault<T>(name: string, host: string, params: Record<string, string>, work: () => Promise<T>): Promise<T> {
    try {
      await this.lab.fault(name, host, 'on', params)
      return await work()
    } finally {
      await this.lab.fault(name, host, 'off', params)
      await this.lab.waitForSsh(host)
    }
  }
}

/** `check host status outcome`. */
export const lineOf = ({ check, host, status, outcome }: Verdict): string => `${check} ${host} ${status} ${outcome}`

/** Verdicts that are no plain pass, sorted. */
export const deviations = (verdicts: readonly Verdict[]): string[] =>
  verdicts
    .filter(({ outcome }) => outcome !== 'pass')
    .map(lineOf)
    .sort()

/** The deviations of a lab on which nothing is wrong: a control plane and two workers. */
export const cleanLines = (): string[] =>
  Object.keys(CLEAN_LAB_HOST)
    .flatMap((entry) => {
      const [id, hosts = '', rest] = entry.split(' | ')
      return hosts.split(' ').map((host) => `${id} ${host} ${rest}`)
    })
    .sort()

const subjectOf = ({ check, host }: Verdict): string => `${check} ${host}`

/**
 * How verdicts differ, sorted: `check host status outcome` of one that is another now, with ` new` behind it where there was
 * none, and `check host gone` of one that is there no more.
 */
export function changes(before: readonly Verdict[], after: readonly Verdict[]): string[] {
  const [said, says] = [new Set(before.map(lineOf)), new Set(after.map(subjectOf))]
  const subjects = new Set(before.map(subjectOf))
  const other = after.filter((verdict) => !said.has(lineOf(verdict)))
  return [
    ...other.map((verdict) => `${lineOf(verdict)}${subjects.has(subjectOf(verdict)) ? '' : ' new'}`),
    ...[...subjects].filter((subject) => !says.has(subject)).map((subject) => `${subject} gone`),
  ].sort()
}
