import type { Distribution } from '../sites.ts'
import { K0S_MATRICES } from './k0s.ts'
import { KUBESPRAY_MATRICES } from './kubespray.ts'
import { RKE2_MATRICES } from './rke2.ts'
import { type CNIS, type Cni, cniOf, type MatrixLine, type PacketRule, type PortRule } from './rule.ts'

/** Every port matrix: what the machines of a cluster need of each other, by distribution and network plugin. */
export const PORT_MATRICES: {
  [D in Distribution]: Record<(typeof CNIS)[D][number], readonly MatrixLine[]>
} = { rke2: RKE2_MATRICES, k0s: K0S_MATRICES, kubespray: KUBESPRAY_MATRICES }

function matrixOf(distribution: Distribution, chosen: Cni | undefined): readonly MatrixLine[] {
  const matrices: Partial<Record<Cni, readonly MatrixLine[]>> = PORT_MATRICES[distribution]
  return matrices[cniOf(distribution, chosen)] ?? []
}

const hasPorts = (line: MatrixLine): line is PortRule => 'first' in line

/** The ports of a site's matrix; with no plugin, or one that the distribution does not have, of the distribution's own. */
export const portRules = (distribution: Distribution, chosen?: Cni): PortRule[] =>
  matrixOf(distribution, chosen).filter(hasPorts)

/** What else has to get through between the machines of such a site. */
export const packetRules = (distribution: Distribution, chosen?: Cni): PacketRule[] =>
  matrixOf(distribution, chosen).filter((line) => !hasPorts(line))

export { PLATFORM_NODE_PORTS } from './platform.ts'
export { CNIS, Cni, cniOf, type MatrixLine, PacketProtocol, PacketRule, PortParty, PortRule } from './rule.ts'
