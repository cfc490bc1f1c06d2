import type { Localized } from '@astrago/contracts'
import type { ReportComponent } from './model.ts'

/** What a report reads of the release that was installed; `kubeVip` is the reference of its image, null without a VIP. */
export type ReleaseInput = {
  /** As the release calls itself, such as v1.35.7+rke2r1; null when no file told. */
  version: string | null
  kubeVip: string | null
  artifacts: readonly { id: string; name: string; state: string; sha256: string }[]
}

type Versions = {
  product: { name: string; version: string }
  distribution: string
  thresholds: string | null
  release: ReleaseInput | null
}

const THRESHOLDS: Localized = { ko: '사전 점검 기준값', en: 'Preflight thresholds' }

/** Everything that has a version and decided what is in this report: first what was installed, then what judged it. */
export function componentsOf({ product, distribution, thresholds, release }: Versions): ReportComponent[] {
  return [
    ...(release ? installed(distribution, release) : []),
    named(product.name, product.version),
    ...(thresholds === null ? [] : [{ name: THRESHOLDS, version: thresholds, digest: null }]),
  ]
}

function installed(distribution: string, { version, kubeVip, artifacts }: ReleaseInput): ReportComponent[] {
  const files = artifacts.filter(({ state }) => state !== 'missing')
  const digest = (id: string): string | null => digestOf(files.find((file) => file.id === id)?.sha256)
  const release = version ?? '–'
  const kubernetes = /^(v\d+\.\d+\.\d+(?:-rc\d+)?)\+/.exec(version ?? '')?.[1]
  return [
    named(distribution, release, digest('binary')),
    ...(kubernetes ? [named('Kubernetes', kubernetes)] : []),
    ...files
      .filter(({ id }) => id.startsWith('images'))
      .map(({ name, sha256 }) => named(name, release, digestOf(sha256))),
    ...(kubeVip ? [named('kube-vip', kubeVip, digest('kube-vip'))] : []),
  ]
}

const digestOf = (sha256: string | undefined): string | null => (sha256 ? `sha256:${sha256}` : null)

const named = (name: string, version: string, digest: string | null = null): ReportComponent => ({
  name: { ko: name, en: name },
  version,
  digest,
})
