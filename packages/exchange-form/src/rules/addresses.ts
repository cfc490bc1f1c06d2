import { type FormProblem, fill } from '@astrago/contracts'
import { addressOf, contains, rangeOf } from '../ip.ts'
import { l } from '../text.ts'
import { type AddressPlace, allAddresses, at, nodeAddresses } from './places.ts'
import { error, hint, type Rule, type RuleInput } from './rule.ts'

const nodeRange = ({ answers }: RuleInput) => rangeOf(answers['network.nodeCidr'] ?? '')

function outsideNodeRange(input: RuleInput, field: 'network.vip' | 'network.gateway'): boolean {
  const [range, value] = [nodeRange(input), addressOf(input.answers[field] ?? '')]
  return range !== undefined && value !== undefined && !contains(range, value)
}

function vipInNodeRange(input: RuleInput): FormProblem[] {
  if (!outsideNodeRange(input, 'network.vip')) return []
  const text = l('노드 대역({value}) 안의 주소여야 합니다.', 'Must be an address in the node range ({value}).')
  return [error('network.vip', fill(text, { value: input.answers['network.nodeCidr'] ?? '' }))]
}

function gatewayInNodeRange(input: RuleInput): FormProblem[] {
  if (!outsideNodeRange(input, 'network.gateway')) return []
  const text = l(
    '노드 대역({value}) 밖에 있어 서버가 닿을 수 없는 게이트웨이입니다.',
    'Outside the node range ({value}): the servers could not reach this gateway.',
  )
  return [error('network.gateway', fill(text, { value: input.answers['network.nodeCidr'] ?? '' }))]
}

/** The VIP must be nobody's; only the user address is meant to be the same. */
function vipUnused(input: RuleInput): FormProblem[] {
  const vip = addressOf(input.answers['network.vip'] ?? '')
  const owner = allAddresses(input).find(
    ({ value, field }) => value === vip && field !== 'network.vip' && field !== 'network.externalAddress',
  )
  if (vip === undefined || !owner) return []
  const text = l(
    `이미 쓰는 주소입니다(${owner.name.ko}). 아무도 쓰지 않는 주소를 적어 주십시오.`,
    `This address is taken (${owner.name.en}). Enter one that nothing uses.`,
  )
  return [error('network.vip', text)]
}

function gatewayNotANode(input: RuleInput): FormProblem[] {
  const gateway = addressOf(input.answers['network.gateway'] ?? '')
  const node = nodeAddresses(input).find(({ value }) => value === gateway)
  if (!node) return []
  const text = l(`게이트웨이와 같은 주소입니다.`, `This is the address of the gateway.`)
  return [at(node, text)]
}

function nodesInNodeRange(input: RuleInput): FormProblem[] {
  const range = nodeRange(input)
  if (!range) return []
  const text = l(
    '노드 대역({value}) 밖의 주소입니다. 오타가 아니라면 두 네트워크 사이가 열려 있는지 확인해 주십시오.',
    'Outside the node range ({value}). If that is right, make sure that both networks reach each other.',
  )
  const message = fill(text, { value: input.answers['network.nodeCidr'] ?? '' })
  return nodeAddresses(input)
    .filter(({ value }) => !contains(range, value))
    .map((place) => at(place, message, 'hint'))
}

/** First and last address of the node range name the network and everybody in it, not a machine. */
function noNetworkAddress(input: RuleInput): FormProblem[] {
  const range = nodeRange(input)
  if (!range || range.prefix > 30) return []
  const text = l(
    '노드 대역의 첫 주소와 마지막 주소는 서버에 쓸 수 없습니다.',
    'The first and the last address of the node range cannot belong to a machine.',
  )
  const isMachine = ({ value }: AddressPlace) => value !== range.first && value !== range.last
  return allAddresses(input)
    .filter((place) => !isMachine(place))
    .map((place) => at(place, text))
}

function externalAddressUsable(input: RuleInput): FormProblem[] {
  const value = addressOf(input.answers['network.externalAddress'] ?? '')
  const unusable = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'].some((text) => {
    const range = rangeOf(text)
    return range !== undefined && value !== undefined && contains(range, value)
  })
  if (!unusable) return []
  const text = l(
    '사용자의 컴퓨터에서 열 수 없는 주소입니다. 사내망에서 접속되는 주소를 적어 주십시오.',
    'Users cannot open this address from their computers. Enter one that your network reaches.',
  )
  return [error('network.externalAddress', text)]
}

function externalAddressIsShared(input: RuleInput): FormProblem[] {
  const { 'network.externalAddress': external, 'network.vip': vip } = input.answers
  const isNode = nodeAddresses(input).some(({ text }) => text === external)
  if (!vip || vip === external || !isNode) return []
  const text = l(
    `서버 한 대의 주소입니다. 그 서버가 멈추면 접속이 끊기니 대표 주소(${vip})를 쓰는 것이 좋습니다.`,
    `This is the address of one server; when it stops, users are cut off. The shared address (${vip}) is better.`,
  )
  return [hint('network.externalAddress', text)]
}

export const addressRules = [
  {
    id: 'vip-in-node-range',
    about: l('대표 주소(VIP)는 노드 대역 안에 있어야 합니다.', 'The shared address (VIP) is in the node range.'),
    check: vipInNodeRange,
  },
  {
    id: 'vip-unused',
    about: l('대표 주소(VIP)는 다른 장비가 쓰지 않아야 합니다.', 'Nothing else has the shared address (VIP).'),
    check: vipUnused,
  },
  {
    id: 'gateway-in-node-range',
    about: l('게이트웨이는 노드 대역 안에 있어야 합니다.', 'The gateway is in the node range.'),
    check: gatewayInNodeRange,
  },
  {
    id: 'gateway-not-a-node',
    about: l('게이트웨이와 서버의 주소는 달라야 합니다.', 'No server has the address of the gateway.'),
    check: gatewayNotANode,
  },
  {
    id: 'nodes-in-node-range',
    about: l('서버는 노드 대역 안에 있는 것이 보통입니다(안내).', 'Servers are normally in the node range (hint).'),
    check: nodesInNodeRange,
  },
  {
    id: 'no-network-address',
    about: l(
      '노드 대역의 첫 주소와 마지막 주소는 쓸 수 없습니다.',
      'The first and last address of the node range belong to no machine.',
    ),
    check: noNetworkAddress,
  },
  {
    id: 'external-address-usable',
    about: l('접속 주소는 사용자가 열 수 있는 주소여야 합니다.', 'The user address can be opened by users.'),
    check: externalAddressUsable,
  },
  {
    id: 'external-address-is-shared',
    about: l(
      'VIP가 있으면 접속 주소로 서버 한 대의 주소를 쓰지 않는 것이 좋습니다(안내).',
      'With a VIP, the user address is better not that of one server (hint).',
    ),
    check: externalAddressIsShared,
  },
] as const satisfies readonly Rule[]
