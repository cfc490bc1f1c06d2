import { type FormProblem, fill } from '@astrago/contracts'
import type { FieldId } from '../fields/index.ts'
import { contains, overlaps, type Range, rangeOf } from '../ip.ts'
import { l } from '../text.ts'
import { allAddresses, at } from './places.ts'
import { error, labelOf, type Rule, type RuleInput } from './rule.ts'

const RANGES = ['network.podCidr', 'network.serviceCidr', 'network.nodeCidr'] as const satisfies FieldId[]
type RangeField = (typeof RANGES)[number]

/** Each pair once; the problem stands at the first, which is the easier one to change. */
const PAIRS: readonly (readonly [RangeField, RangeField])[] = [
  ['network.podCidr', 'network.nodeCidr'],
  ['network.serviceCidr', 'network.nodeCidr'],
  ['network.serviceCidr', 'network.podCidr'],
]

/** Ranges to propose, in the order of preference; the first is RKE2's own choice. */
const PROPOSALS = ['10.42.0.0/16', '10.43.0.0/16', '10.142.0.0/16', '172.29.0.0/16', '192.168.0.0/16']

/** IANA special-purpose registry (RFC 6890): this host, loopback, link-local, multicast and reserved. */
const RESERVED = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/4', '240.0.0.0/4'] as const

const rangeIn = ({ answers }: RuleInput, field: RangeField): Range | undefined => rangeOf(answers[field] ?? '')

function rangesApart(input: RuleInput): FormProblem[] {
  return PAIRS.flatMap(([field, other]) => {
    const [range, otherRange] = [rangeIn(input, field), rangeIn(input, other)]
    if (!range || !otherRange || !overlaps(range, otherRange)) return []
    const text = l(
      `${labelOf(other).ko}({value})과 겹칩니다. 예: {free}`,
      `Overlaps the ${labelOf(other).en.toLowerCase()} ({value}). For example: {free}`,
    )
    return [error(field, fill(text, { value: input.answers[other] ?? '', free: proposal(input, field) }))]
  })
}

/** A range that overlaps none of the others. */
function proposal(input: RuleInput, field: RangeField): string {
  const others = RANGES.filter((other) => other !== field).flatMap((other) => rangeIn(input, other) ?? [])
  const isFree = (text: string): boolean => {
    const range = rangeOf(text)
    return range !== undefined && !others.some((other) => overlaps(other, range))
  }
  return PROPOSALS.find(isFree) ?? '100.64.0.0/16'
}

function rangesNotReserved(input: RuleInput): FormProblem[] {
  return RANGES.flatMap((field) => {
    const range = rangeIn(input, field)
    const reserved = RESERVED.find((text) => range && overlaps(range, rangeOf(text) as Range))
    if (!reserved) return []
    const text = l('특수 용도로 예약된 대역({reserved})과 겹칩니다.', 'Overlaps a range that is reserved ({reserved}).')
    return [error(field, fill(text, { reserved }))]
  })
}

function podRangeHoldsNodes(input: RuleInput): FormProblem[] {
  const range = rangeIn(input, 'network.podCidr')
  if (!range) return []
  const room = range.prefix > 24 ? 0 : 2 ** (24 - range.prefix)
  const nodes = Math.max(input.nodes.length, 1)
  if (nodes <= room) return []
  const text = l(
    '노드마다 /24 하나가 필요한데 이 대역에는 {room}개뿐입니다(노드 {nodes}대). 더 넓은 대역을 적어 주십시오. 예: /16',
    'Each node takes a /24 and this range has {room} of them for {nodes} nodes. Use a wider one, such as /16.',
  )
  return [error('network.podCidr', fill(text, { room, nodes }))]
}

function serviceRangeSize(input: RuleInput): FormProblem[] {
  const prefix = rangeIn(input, 'network.serviceCidr')?.prefix
  if (prefix === undefined || (prefix >= 12 && prefix <= 24)) return []
  const text = l(
    '서비스 대역의 크기는 /12에서 /24 사이여야 합니다.',
    'The service range must be from /12 to /24 in size.',
  )
  return [error('network.serviceCidr', text)]
}

function noAddressInClusterRanges(input: RuleInput): FormProblem[] {
  return (['network.podCidr', 'network.serviceCidr'] as const).flatMap((field) => {
    const range = rangeIn(input, field)
    if (!range) return []
    const text = l(
      `${labelOf(field).ko}({value}) 안에 있는 주소입니다. 플랫폼 내부에서 쓰는 주소와 겹쳐 통신이 되지 않습니다.`,
      `This address is inside the ${labelOf(field).en.toLowerCase()} ({value}), which the platform uses itself.`,
    )
    const message = fill(text, { value: input.answers[field] ?? '' })
    const nodeRange = rangeIn(input, 'network.nodeCidr')
    // Where the two ranges overlap that is said once, not again at each of its addresses.
    const isSaid = (value: number) => nodeRange && overlaps(range, nodeRange) && contains(nodeRange, value)
    return allAddresses(input)
      .filter(({ value }) => contains(range, value) && !isSaid(value))
      .map((place) => at(place, message))
  })
}

export const rangeRules = [
  {
    id: 'ranges-apart',
    about: l('노드·파드·서비스 대역은 서로 겹치지 않아야 합니다.', 'Node, pod and service range do not overlap.'),
    check: rangesApart,
  },
  {
    id: 'ranges-not-reserved',
    about: l(
      '루프백(127.0.0.0/8), 링크 로컬(169.254.0.0/16) 같은 예약 대역은 쓸 수 없습니다.',
      'Reserved ranges such as loopback (127.0.0.0/8) and link-local (169.254.0.0/16) cannot be used.',
    ),
    check: rangesNotReserved,
  },
  {
    // kube-controller-manager: --node-cidr-mask-size-ipv4 is 24 by default.
    id: 'pod-range-holds-nodes',
    about: l('파드 대역에는 노드마다 /24 하나가 들어가야 합니다.', 'The pod range has room for a /24 for each node.'),
    check: podRangeHoldsNodes,
  },
  {
    // kube-apiserver refuses an IPv4 service range wider than 20 bits.
    id: 'service-range-size',
    about: l('서비스 대역의 크기는 /12에서 /24 사이입니다.', 'The service range is from /12 to /24 in size.'),
    check: serviceRangeSize,
  },
  {
    id: 'no-address-in-cluster-ranges',
    about: l(
      '서버, VIP, 게이트웨이, DNS, NFS 등의 주소는 파드·서비스 대역 밖에 있어야 합니다.',
      'Addresses of servers, VIP, gateway, DNS, NFS and so on are outside the pod and service ranges.',
    ),
    check: noAddressInClusterRanges,
  },
] as const satisfies readonly Rule[]
