'use client'

import { type Mesh, ROUTES } from '@astrago/contracts'
import { memo, useState } from 'react'
import { useSay } from '../../lib/locale.ts'
import { useAsk } from '../../lib/query.ts'
import { Card } from '../../parts/Card.tsx'
import { useSiteId } from '../../shell/use-site.ts'
import { mesh as texts } from '../../texts/mesh.ts'
import { HeatMap } from './HeatMap.tsx'
import { TroubleList } from './TroubleList.tsx'
import { ViewChoice } from './ViewChoice.tsx'
import { countRatings, groupTroubles, hostsOfMap, pairIndex, type View, type Way } from './view.ts'
import { WayChoice } from './WayChoice.tsx'
import { WayPanel } from './WayPanel.tsx'

/** A map of more hosts is no longer read, and slow to draw. */
const MOST_HOSTS = 24

/** What the hosts of a preflight found on the way to each other; nothing where only one host was looked at. */
export const MeshCard = memo(function MeshCard({ run }: { run: string }) {
  const site = useSiteId()
  const { data } = useAsk(ROUTES.readMesh, { params: { site, run } })
  return data && data.pairs.length > 0 ? <Found mesh={data} /> : null
})

function Found({ mesh }: { mesh: Mesh }) {
  const say = useSay()
  const [view, setView] = useState<View>('all')
  const [way, setWay] = useState<Way | null>(null)
  const hosts = hostsOfMap(mesh, view, MOST_HOSTS)
  const pairOf = pairIndex(mesh)
  const { fail, warn, unknown } = countRatings(mesh, 'all')
  const note =
    fail + warn + unknown === 0
      ? say(texts.good, { hosts: mesh.hosts.length })
      : say(texts.bad, { all: mesh.pairs.length, bad: fail + warn, unknown })
  return (
    <Card title={say(texts.title)} note={note} actions={<ViewChoice mesh={mesh} view={view} onView={setView} />} flush>
      <p className="px-5 pb-3 text-sm text-ink-2">
        {say(texts.how)}
        {hosts.length < mesh.hosts.length && ` ${say(texts.some, { n: hosts.length, all: mesh.hosts.length })}`}
      </p>
      <HeatMap mesh={mesh} hosts={hosts} view={view} way={way} onWay={setWay} />
      <TroubleList troubles={groupTroubles(mesh, view)} onWay={setWay} />
      <WayChoice hosts={mesh.hosts.map(({ name }) => name)} way={way} onWay={setWay} />
      {way && <WayPanel way={way} there={pairOf(way.from, way.to)} back={pairOf(way.to, way.from)} />}
    </Card>
  )
}
