import { LabError } from './shell.ts'

/** Every lab lives in a block of its own inside this network; nothing else on the machine may use it. */
export const LAB_NETWORK = '10.99.0.0/16'

/** Labs that can exist at once, and hosts that fit into one block. */
export const MAX_LABS = 250
export const MAX_HOSTS = 240

/** Interface names end at 15 characters, of which `v-` and the number take five. */
const PREFIX = /^[a-z][a-z0-9-]{0,7}$/
const LAB_NAME = /^[a-z][a-z0-9-]{0,31}$/

/** The block of a lab. */
export function subnetOf(index: number): string {
  return `10.99.${index}.0/24`
}

/** The gateway of a lab's hosts; nothing listens there, so a DNS question to it is refused at once. */
export function gatewayOf(index: number): string {
  return `10.99.${index}.1`
}

/** The machine's own address in a lab's network: hosts see tests, server and browser as this one. */
export function machineAddressOf(index: number): string {
  return `10.99.${index}.2`
}

/** The address of host number `position`, counted from 1. */
export function hostAddressOf(index: number, position: number): string {
  return `10.99.${index}.${position + 10}`
}

/** `n001`, `n002` ... */
export function hostNameOf(prefix: string, position: number): string {
  return `${prefix}${String(position).padStart(3, '0')}`
}

/** Kernel names of a lab's parts; all derive from its index, which no two labs share. */
export function namespaceOf(index: number): string {
  return `al${index}`
}

export function hostNamespaceOf(index: number, host: string): string {
  return `al${index}-${host}`
}

/** @throws LabError when a lab of this shape cannot be made. */
export function assertShape(name: string, hosts: number, prefix: string): void {
  if (!LAB_NAME.test(name)) throw new LabError(`a lab's name is a-z, 0-9 and "-", up to 32 characters: "${name}"`)
  if (!PREFIX.test(prefix)) throw new LabError(`a host prefix is a-z, 0-9 and "-", up to 8 characters: "${prefix}"`)
  if (!Number.isInteger(hosts) || hosts < 1 || hosts > MAX_HOSTS)
    throw new LabError(`a lab has 1 to ${MAX_HOSTS} hosts, not ${hosts}`)
}
