import { port } from './lines.ts'

/**
 * Fixed NodePorts of the platform, as the values of its charts have them; those of the web page, Keycloak and Harbor are
 * answers of the questionnaire.
 */
export const PLATFORM_NODE_PORTS: Readonly<Record<string, number>> = {
  'AstraGo core API': 30_081,
  'AstraGo batch API': 30_082,
  'AstraGo monitor API': 30_083,
  'time prediction': 30_005,
  MariaDB: 30_010,
  Prometheus: 30_090,
  Alertmanager: 30_903,
  Grafana: 32_145,
}

type Runs = 'node' | 'worker'

/**
 * What the platform's releases ask of the machines themselves. Their other pods (DCGM, Promtail, the NFS driver) are reached
 * in the network of the pods, or by the kubelet of their own machine.
 * @param to the machines that run pods @param api whoever reaches pods for the API server
 */
export const platform = (to: Runs, api: 'control-plane' | 'worker') => [
  port(
    'node-exporter',
    9100,
    { ko: '서버 지표 (Prometheus node-exporter)', en: 'Metrics of the machines (Prometheus node-exporter)' },
    {
      from: to,
      to,
      group: 'other',
      ifTaken: 'warn',
      source: 'kube-prometheus-stack 55.4.0, prometheus-node-exporter 4.24.0 (hostNetwork, service.port)',
    },
  ),
  port(
    'metrics-server',
    4443,
    { ko: '파드 지표 (metrics-server)', en: 'Metrics of pods (metrics-server)' },
    {
      from: api,
      to,
      group: 'other',
      ifTaken: 'warn',
      source: 'AstraGo deployment, chart astrago, metric-server (hostNetwork, secure-port)',
    },
  ),
]
