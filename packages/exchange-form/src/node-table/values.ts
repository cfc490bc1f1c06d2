import type { NodeRole } from '@astrago/contracts'

/** As people name the roles. Longer words first: what is found is taken out before the next is looked for. */
const ROLE_WORDS: readonly (readonly [NodeRole, RegExp])[] = [
  ['control-plane', /컨트롤\s*플레인|컨트롤러|마스터|관리|control[\s_-]*planes?|controller|masters?|etcd|\bcp\b/g],
  ['worker', /작업|워커|일반|연산|workers?|compute|agent/g],
  ['gpu', /gpu|지피유/g],
  ['storage', /스토리지|저장소|storage|nfs/g],
  ['registry', /레지스트리|registry/g],
]

/** The roles named in a cell, and what is left that names none. */
export function readRoles(text: string): { roles: NodeRole[]; unknown: string } {
  let rest = text.toLowerCase()
  const roles = ROLE_WORDS.filter(([, words]) => {
    const before = rest
    rest = rest.replace(words, ' ')
    return rest !== before
  }).map(([role]) => role)
  const unknown = rest
    .replace(/노드|서버|\bnodes?\b/g, ' ')
    .replace(/[\s,+/&;|·:_-]+/g, ' ')
    .trim()
  return { roles, unknown }
}

const POWER: Record<string, number> = { k: -2, m: -1, g: 0, t: 1, p: 2 }

/**
 * A size in GiB: `64GB`, `64 GiB`, `1TB`, `1,024` or a bare number in `unit` (default GiB). Memory is sold in powers of
 * two whatever its label says; disks are sold in powers of ten unless the unit has an i. Undefined when it is no size.
 */
export function readGib(text: string, sold: 'binary' | 'decimal', unit = 'GiB'): number | undefined {
  const found = /^([\d,]*\.?\d+)\s*([kmgtp]i?b?)?$/i.exec(text.trim())
  if (!found) return undefined
  const amount = Number((found[1] ?? '').replaceAll(',', ''))
  const letters = (found[2] ?? unit).toLowerCase()
  const power = POWER[letters[0] ?? 'g'] ?? 0
  const isBinary = sold === 'binary' || letters.includes('i')
  const gib = isBinary ? amount * 1024 ** power : (amount * 1000 ** (power + 3)) / 1024 ** 3
  return Math.round(gib * 10) / 10
}

/** A count with its unit: `16`, `16코어`, `32 cores`, `8EA`. */
export function readCount(text: string): number | undefined {
  const found = /^(\d{1,6})\s*(?:v?cpus?|cores?|코어|개|장|대|ea|gpus?)?$/i.exec(text.trim())
  return found ? Number(found[1]) : undefined
}

/** The sign between a model and its count. An x needs a blank before it or digits around it: that of RTX and MI300X is none. */
const TIMES = String.raw`(?:\s+x\s*|(?<=\d|gb)x(?=\d)|\s*[×*]\s*)`
const UNIT = '(?:개|장|ea)'
const GPU_FORMS: readonly RegExp[] = [
  new RegExp(`^(?<model>.+?)${TIMES}(?<count>\\d{1,2})\\s*${UNIT}?$`, 'i'),
  new RegExp(`^(?<count>\\d{1,2})\\s*${UNIT}?\\s*[x×*]\\s*(?<model>.+)$`, 'i'),
  new RegExp(`^(?<model>.+?)\\s+(?<count>\\d{1,2})\\s*${UNIT}$`, 'i'),
]

/** `H100 80GB x 8`, `8 x A100`, `L40S 4장` taken apart; a bare model has no count. */
export function readGpu(text: string): { model: string; count: number | undefined } {
  for (const form of GPU_FORMS) {
    const found = form.exec(text)?.groups
    if (found) return { model: found.model?.trim() ?? '', count: Number(found.count) }
  }
  return { model: text, count: undefined }
}
