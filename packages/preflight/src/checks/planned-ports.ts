import type { CheckedAnswers } from '../input.ts'
import { PLATFORM_PORTS } from '../thresholds/site.ts'

/** Every NodePort that the platform will open, with what is behind it. */
export function plannedPorts(answers: CheckedAnswers): [what: string, port: number][] {
  const chosen: [string, number | undefined][] = [
    ['AstraGo', answers['platform.astragoServicePort']],
    ['Keycloak', answers['platform.keycloakKind'] === 'external' ? undefined : answers['platform.keycloakServicePort']],
    ['Harbor', answers['platform.harborEnabled'] ? answers['platform.harborServicePort'] : undefined],
  ]
  const given = chosen.flatMap(([what, port]): [string, number][] => (port ? [[what, port]] : []))
  return [...given, ...Object.entries(PLATFORM_PORTS.value)]
}
