import type { Place } from '@astrago/contracts'
import { fieldOf, SECTIONS } from '@astrago/exchange-form'
import { expect, test } from 'vitest'
import { format } from '../../lib/format.ts'
import { linkTo } from './place.ts'

const at = (place: Place) => linkTo(place, 's 1', (text, params) => format(text, 'ko', params))

const vip = `${SECTIONS.network.title.ko} › ${fieldOf('network.vip').label.ko}`
const nodes = `${SECTIONS.resources.title.ko} › ${fieldOf('resources.nodes').label.ko}`

test.each<[string, Place, string, string]>([
  ['a field', { kind: 'field', field: 'network.vip' }, '/site/form?id=s+1&field=network.vip', vip],
  [
    'a cell of the node table',
    { kind: 'field', field: 'resources.nodes', row: 2, column: 'address' },
    '/site/form?id=s+1&field=resources.nodes&row=2&column=address',
    `${nodes} › 3번째 노드`,
  ],
  [
    'a field of another version',
    { kind: 'field', field: 'network.gone' },
    '/site/form?id=s+1&field=network.gone',
    '사전 질문지',
  ],
  [
    'a verdict',
    { kind: 'verdict', check: 'swap-active', host: 'cp-1' },
    '/site/preflight?id=s+1&check=swap-active&host=cp-1',
    '사전 점검 › cp-1',
  ],
  [
    'a verdict of the whole site',
    { kind: 'verdict', check: 'swap-active', host: '*' },
    '/site/preflight?id=s+1&check=swap-active&host=*',
    '사전 점검',
  ],
  ['the preflight', { kind: 'preflight' }, '/site/preflight?id=s+1', '사전 점검'],
  ['a file', { kind: 'artifact', name: 'install.sh' }, '#file-install.sh', '설치 파일 › install.sh'],
])('the place of %s has an address and a name', (_, place, href, words) => {
  expect(at(place)).toEqual({ href, words })
})
