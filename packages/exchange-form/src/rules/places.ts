import type { FormProblem, Localized } from '@astrago/contracts'
import type { FieldId } from '../fields/index.ts'
import { addressOf } from '../ip.ts'
import type { NodeColumn } from '../node.ts'
import { labelOf, nameOf, type RuleInput } from './rule.ts'

/** An IPv4 address somewhere in the answers; `name` says whose it is. */
export type AddressPlace = {
  value: number
  text: string
  name: Localized
  field: FieldId
  row?: number
  column?: NodeColumn
}

const SINGLE = [
  'network.externalAddress',
  'network.vip',
  'network.gateway',
  'storage.nfsServer',
  'registry.address',
  'backup.address',
] as const satisfies FieldId[]
const LISTS = ['network.dnsServers', 'network.ntpServers'] as const satisfies FieldId[]

/** Every node address. */
export function nodeAddresses({ nodes }: RuleInput): AddressPlace[] {
  return nodes.flatMap((node) =>
    place(node.address, { name: nameOf(node), field: 'resources.nodes', row: node.row, column: 'address' }),
  )
}

/** Every address that a machine outside the cluster's own ranges has. */
export function allAddresses(input: RuleInput): AddressPlace[] {
  const single = SINGLE.flatMap((field) => place(hostOf(input.answers[field]), { name: labelOf(field), field }))
  const lists = LISTS.flatMap((field) =>
    (input.answers[field] ?? []).flatMap((text, row) => place(text, { name: labelOf(field), field, row })),
  )
  return [...single, ...lists, ...nodeAddresses(input)]
}

/** The host of `host`, `host:port` or a URL. */
export const hostOf = (text: string | undefined): string | undefined =>
  text?.replace(/^https?:\/\//, '').replace(/[:/].*$/, '')

export const at = (
  { field, row, column }: AddressPlace,
  message: Localized,
  severity: FormProblem['severity'] = 'error',
): FormProblem => ({
  field,
  ...(row !== undefined && { row }),
  ...(column !== undefined && { column }),
  severity,
  message,
})

function place(text: string | undefined, rest: Omit<AddressPlace, 'value' | 'text'>): AddressPlace[] {
  const value = addressOf(text ?? '')
  return value === undefined ? [] : [{ ...rest, value, text: text ?? '' }]
}
