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
