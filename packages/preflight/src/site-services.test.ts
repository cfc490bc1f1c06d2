import { expect, test } from 'vitest'
import { endpointOf, proxyEndpoint } from './site-services.ts'

test.each([
  ['reg', { address: 'reg', port: 443 }],
  ['10.0.0.5:35000', { address: '10.0.0.5', port: 35000 }],
  ['http://reg.example.com/v2/', { address: 'reg.example.com', port: 443 }],
  ['', null],
])('endpoint of %j', (text, endpoint) => {
  expect(endpointOf(text, 443)).toEqual(endpoint)
})

test.each([
  ['http://proxy:3128', { address: 'proxy', port: 3128 }],
  ['http://proxy', { address: 'proxy', port: 80 }],
  ['HTTPS://proxy/', { address: 'proxy', port: 443 }],
])('proxy %j', (url, endpoint) => {
  expect(proxyEndpoint(url)).toEqual(endpoint)
})
