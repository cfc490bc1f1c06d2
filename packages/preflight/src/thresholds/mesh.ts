import { limit, OWN } from './limit.ts'

const ASSISTED = 'assisted-service, internal/hardware (latency and packet loss by role)'

/** Milliseconds there and back. etcd waits ten times a round trip for a leader, so a slow member slows everything. */
export const LATENCY_MS = {
  controlPlanes: { warn: limit(10, 'etcd tuning guide (heartbeat 100 ms)'), block: limit(100, ASSISTED) },
  others: { warn: limit(100, OWN), block: limit(1000, ASSISTED) },
}

/** Per cent of echo requests without an answer. */
export const LOSS_PERCENT = {
  controlPlanes: { warn: limit(0, ASSISTED), block: limit(5, OWN) },
  others: { warn: limit(2, OWN), block: limit(10, ASSISTED) },
}

/** Mbit/s of a stream between two hosts. */
export const BANDWIDTH_MBPS = {
  warn: limit(100, OWN),
  note: limit(1000, 'AstraGo README (1 Gb/s least, 10 Gb/s recommended)'),
}

/** Bytes that VXLAN takes of every packet. */
export const OVERLAY_BYTES = limit(50, 'RFC 7348 section 5; Calico documentation, MTU')
