'use client'

import { ROUTES } from '@astrago/contracts'
import { memo, useDeferredValue, useMemo, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Card } from '../../parts/Card.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { mesh as texts } from '../../texts/mesh.ts'
import { HeatMap } from './HeatMap.tsx'
import { countDirections, type KnownMesh, knownOf, pairBetween } from './known.ts'
import { Legend } from './Legend.tsx'
import { countRatings, groupTroubles, hostsOfMap } from './ratings.ts'
import { TroubleList } from './TroubleList.tsx'
import { ViewChoice } from './ViewChoice.tsx'
import { EVERYTHING, isMeasure, lensOf, type View, type Way } from './view.ts'
import { WayChoice } from './WayChoice.tsx'
import { WayPanel } from './WayPanel.tsx'

/** A map of more hosts is no longer read, and slow to draw. */
const MOST_HOSTS = 24

type MeshCardProps = {
  run: string
  /** What the preflight has told since this page follows it. */
  told: KnownMesh
  running: boolean
}

/** What the hosts of a preflight find on the way to each other; nothing where only one host is looked at. */
export const MeshCard = memo(function MeshCard({ run, told, running }: MeshCardProps) {
  const site = useSiteId()
  // What is stored came later than what was told: listeners and streams are tried when all else is known.
  const { data } = useAsk(ROUTES.readMesh, { params: { site, run } }, { enabled: !running })
  const stored = useMemo(() => data && knownOf(data), [data])
  const mesh = useDeferredValue(stored ?? told)
  return mesh.hosts.length > 1 ? <Found mesh={mesh} running={running} /> : null
})

function Found({ mesh, running }: { mesh: KnownMesh; running: boolean }) {
  const say = useSay()
  const [view, setView] = useState<View>('all')
  const [way, setWay] = useState<Way | null>(null)
  const lens = useMemo(() => lensOf(mesh.ports, view), [mesh.ports, view])
  const troubles = groupTroubles(mesh, lens)
  const hosts = hostsOfMap(mesh, troubles, MOST_HOSTS)
  return (
    <Card
      title={say(texts.title)}
      note={<Summary mesh={mesh} running={running} />}
      actions={<ViewChoice mesh={mesh} view={view} onView={setView} />}
      flush
    >
      <p className="px-5 pb-2 text-sm text-ink-2">
        {say(texts.how)}
        {hosts.length < mesh.hosts.length && ` ${say(texts.some, { n: hosts.length, all: mesh.hosts.length })}`}
      </p>
      <Legend running={running} />
      <HeatMap
        mesh={mesh}
        hosts={hosts}
        lens={lens}
        measure={isMeasure(view) ? view : null}
        running={running}
        way={way}
        onWay={setWay}
      />
      <TroubleList troubles={troubles} onWay={setWay} />
      <WayChoice hosts={mesh.hosts.map(({ name }) => name)} way={way} onWay={setWay} />
      {way && (
        <WayPanel
          way={way}
          there={pairBetween(mesh, way.from, way.to)}
          back={pairBetween(mesh, way.to, way.from)}
          running={running}
        />
      )}
    </Card>
  )
}

/** How it stands, in one sentence. */
function Summary({ mesh, running }: { mesh: KnownMesh; running: boolean }) {
  const say = useSay()
  const { fail, warn, unknown } = countRatings(mesh, EVERYTHING)
  const { all, known } = countDirections(mesh)
  const counts = { all, known, bad: fail + warn, unknown, hosts: mesh.hosts.length }
  if (running) return say(texts.soFar, counts)
  return say(fail + warn + unknown === 0 ? texts.good : texts.bad, counts)
}
