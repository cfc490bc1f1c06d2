import type { Localized, Waiver } from '@astrago/contracts'
import type { ReportInput } from '../model/build.ts'
import { checkInfo, SAMPLE_CHECKS } from './checks.ts'
import { sampleHost, sampleInput, sampleWaiver } from './preflight.ts'
import { type Twist, verdictsOf } from './verdicts.ts'

const l = (ko: string, en: string): Localized => ({ ko, en })

const HOSTILE = [
  `sha256:${'deadbeef'.repeat(24)}`,
  `https://registry.example.internal:5000/v2/${'astrago/very/long/path/'.repeat(6)}manifests/latest?${'q=1&'.repeat(30)}`,
  '<script>alert("x")</script><img src=x onerror=alert(1)> & \' "',
  'ESC\u001b[2J\u001b]0;title\u0007 RTL\u202Eevil zero\u200Bwidth',
  `/var/lib/rancher/rke2/${'agent/containerd/io.containerd.snapshotter.v1.overlayfs/'.repeat(4)}`,
  '동해물과백두산이마르고닳도록하느님이보우하사우리나라만세무궁화삼천리화려강산대한사람대한으로길이보전하세'.repeat(3),
  '漢字 日本語 🙂 ﷽ é',
  'line one\nline two\ttabbed\r\nline three',
]

function twistAt(at: number, check: string, host: string): Twist[] {
  const found = HOSTILE[at % HOSTILE.length] ?? ''
  const severity = at % 2 ? 'block' : 'block!'
  if (at % 41 === 0) return [{ check, host, status: 'fail', severity, found }]
  if (at % 37 === 0) return [{ check, host, status: 'warn', severity: 'warn', found }]
  return at % 53 === 0 ? [{ check, host, status: 'unknown', severity: 'warn' }] : []
}

/** Of every other one what was found has changed since. */
function waiverOf({ check, host, found = '' }: Twist, index: number): Waiver {
  const before = index % 2 ? `${found} before` : found
  return { ...sampleWaiver, check: check as Waiver['check'], host, found: before, identity: before }
}

/** 20 hosts x 100 checks with long and hostile values among them. */
export function longInput(): ReportInput {
  const checks = Array.from({ length: 10 }, (_, round) =>
    SAMPLE_CHECKS.map((check) => ({
      ...check,
      id: `${check.id}-${round}`,
      title: l(`${check.title.ko} ${round + 1}`, `${check.title.en} ${round + 1}`),
    })),
  ).flat()
  const hosts = Array.from({ length: 20 }, (_, index) =>
    index < 3 ? `cp-${index + 1}` : `gpu-node-with-a-long-name-${index + 1}`,
  )
  const twists = hosts.flatMap((host, h) => checks.flatMap((check, c) => twistAt(h * 7 + c * 13, check.id, host)))
  const input = sampleInput()
  return {
    ...input,
    site: { ...input.site, name: '주식회사 한빛메디컬인공지능연구센터 제2전산동 GPU 클러스터 <b>증설</b> & 고도화' },
    hosts: hosts.map((name, index) => sampleHost(name, index)),
    checks: checks.map(checkInfo),
    preflight: input.preflight ? { ...input.preflight, hosts, verdicts: verdictsOf(checks, hosts, twists) } : null,
    waivers: twists
      .filter((twist) => twist.severity === 'block')
      .slice(0, 10)
      .map(waiverOf),
  }
}
