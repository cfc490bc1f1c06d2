import { expect, test } from 'vitest'
import { manifestOf } from './image-name.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

test.each([
  ['nginx', 'library/nginx', 'latest'],
  ['docker.io/nginx:1.26', 'library/nginx', '1.26'],
  ['bitnami/mariadb:10.11.4', 'bitnami/mariadb', '10.11.4'],
  ['docker.io/rancher/rke2-runtime:v1.35.7-rke2r1', 'rancher/rke2-runtime', 'v1.35.7-rke2r1'],
  ['registry.k8s.io/pause:3.10', 'pause', '3.10'],
  ['host:5000/a/b', 'a/b', 'latest'],
  [`quay.io/a/b:1@${DIGEST}`, 'a/b', DIGEST],
])('%s is %s:%s', (name, repository, reference) => {
  expect(manifestOf(name)).toEqual({ repository, reference })
})

test.each(['', 'a/../b', 'a b', 'A/b', 'a?x=1', 'a@sha256:1', '/a', 'a/', 'a:'])('%j is no image', (name) => {
  expect(manifestOf(name)).toBe(null)
})
