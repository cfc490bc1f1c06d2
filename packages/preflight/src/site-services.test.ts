import { expect, test } from 'vitest'
import { endpointOf } from './site-services.ts'

test.each([
  ['reg', { address: 'reg', port: 443 }],
  ['10.0.0.5:35000', { address: '10.0.0.5', port: 35000 }],
  ['http://reg.example.com/v2/', { address: 'reg.example.com', port: 443 }],
  ['', null],
])('endpoint of %j', (text, endpoint) => {
  expect(endpointOf(text, 443)).toEqual(endpoint)
})
