import { useSay } from '../../lib/locale.ts'
import { LinkButton } from '../../parts/Button.tsx'
import { journey } from '../../texts/journey.ts'
import { stepHref } from './steps.ts'

/** To the table of servers in the questionnaire. */
export function NodeTableLink({ site }: { site: string }) {
  const say = useSay()
  return (
    <LinkButton look="primary" href={stepHref('form', site, { field: 'resources.nodes' })}>
      {say(journey.toNodeTable)}
    </LinkButton>
  )
}
