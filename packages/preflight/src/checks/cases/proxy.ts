import type { Cases, Given } from './given.ts'

const URL = 'http://proxy.example.com:3128'
const proxy = (answers: Given['answers'] = {}, distribution: 'rke2' | 'k0s' = 'rke2'): Given => ({
  site: { profile: 'proxy', distribution },
  answers: { 'network.proxyUrl': URL, ...answers },
})
const ENTRY = { where: '/etc/environment', name: 'https_proxy' }

export const PROXY_CASES = {
  'proxy-url-valid': {
    pass: proxy(),
    none: proxy({ 'network.proxyUrl': undefined }),
    invalid: proxy({ 'network.proxyUrl': 'proxy:3128' }),
    secret: proxy({ 'network.proxyUrl': 'http://kim:pw@proxy:3128' }),
    https: proxy({ 'network.proxyUrl': 'https://proxy.example.com:3129' }),
  },
  'proxy-noproxy-nodes': {
    pass: proxy({ 'network.noProxy': ['10.20.0.0/24'] }, 'k0s'),
    missing: proxy({ 'network.noProxy': ['10.20.0.1'] }, 'k0s'),
  },
  'proxy-noproxy-cidrs': { pass: proxy(), missing: proxy({ 'network.noProxy': ['.svc', 'localhost'] }, 'k0s') },
  'proxy-noproxy-services': {
    pass: proxy({ 'registry.address': 'harbor.example.com:5000', 'network.noProxy': ['.example.com'] }),
    missing: proxy({ 'registry.address': 'harbor.example.com:5000', 'network.noProxy': ['.example.org'] }),
  },
  'proxy-noproxy-cidr-support': {
    pass: proxy({ 'network.externalAddress': '10.20.0.7', 'network.noProxy': ['10.20.0.7', '10.20.0.0/24'] }),
    tools: {
      ...proxy({ 'network.externalAddress': '10.20.0.7', 'network.noProxy': ['10.20.0.0/24'] }),
      facts: { commands: ['curl'] },
    },
  },
  'proxy-env-differs': {
    pass: { ...proxy(), facts: { proxies: [{ ...ENTRY, value: 'http://***@PROXY.example.com:3128/' }] } },
    differs: { ...proxy(), facts: { proxies: [{ ...ENTRY, value: 'http://old.example.com:8080' }] } },
  },
} satisfies Cases
