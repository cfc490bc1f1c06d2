import type { FactValues } from './facts/schema.ts'
import { GPU_MODELS } from './thresholds/gpu-models.ts'

type Device = FactValues['gpu']['devices'][number]

const NVIDIA = '0x10de'
const MELLANOX = '0x15b3'
/** Codes of PCI classes: VGA compatible and 3D controllers, other bridges, InfiniBand (PCI code and ID assignment). */
const GPU_CLASSES = ['0x0300', '0x0302']
const SWITCH_CLASS = '0x0680'
const INFINIBAND_CLASS = '0x0207'

export const nvidiaGpus = (devices: readonly Device[]): Device[] =>
  devices.filter(({ vendor, class: kind }) => vendor === NVIDIA && GPU_CLASSES.some((each) => kind.startsWith(each)))

export const nvSwitches = (devices: readonly Device[]): Device[] =>
  devices.filter(({ vendor, class: kind }) => vendor === NVIDIA && kind.startsWith(SWITCH_CLASS))

/** An Ethernet card of the same maker is no sign of RDMA. */
export const infinibandCards = (devices: readonly Device[]): Device[] =>
  devices.filter(({ vendor, class: kind }) => vendor === MELLANOX && kind.startsWith(INFINIBAND_CLASS))

const BY_ID: ReadonlyMap<string, { chip: string; name: string }> = new Map(
  Object.entries(GPU_MODELS.value).flatMap(([chip, models]) =>
    Object.entries(models).map(([id, name]) => [id, { chip, name }] as const),
  ),
)

/** The chip and the name of a device by the PCI ID Repository; null for one it does not know. */
export const knownGpu = ({ device }: Device): { chip: string; name: string } | null => BY_ID.get(device) ?? null

/** `H100`, 80, `sxm`: what makes two names the same model. */
type Model = { name: string; memoryGib: number | null; form: string | null }

/** Words that say nothing, or only what the others say already. */
const NOISE = /^(nvidia|corporation|tesla|geforce|generation|edition|blackwell|hgx|dgx|hbm\d?e?|gpu|rev|a?c)$/
const FORMS: readonly [RegExp, string][] = [
  [/^sxm\d?$/, 'sxm'],
  [/^(pcie|pci)$/, 'pcie'],
  [/^nvl\d*$/, 'nvl'],
]

/** `H100L` is the chip's name for the H100 NVL. */
const plain = (name: string): string => name.replace(/^h100l\b/, 'h100 nvl').replace(/^h800l\b/, 'h800 nvl')

/** A name as people, the driver or the PCI ID Repository write it; several where it stands for several. */
export function modelsOf(text: string): Model[] {
  return text.split(' / ').map((each) => {
    const words = plain(
      each
        .toLowerCase()
        .replace(/\bnvidia\b/g, '')
        .replace(/[()_,-]+/g, ' ')
        .trim(),
    )
      .replace(/(\d+) +gi?b\b/g, '$1gb')
      .split(/\s+/)
      .filter((word) => word !== '' && !NOISE.test(word))
    const memory = words.map((word) => /^(\d+)gi?b?$/.exec(word)?.[1]).find(Boolean)
    const form = FORMS.find(([pattern]) => words.some((word) => pattern.test(word)))?.[1] ?? null
    const name = words.filter((word) => !/^\d+gi?b?$/.test(word) && !FORMS.some(([pattern]) => pattern.test(word)))
    return { name: name.join(' '), memoryGib: memory ? Number(memory) : null, form }
  })
}

const agree = <T>(a: T | null, b: T | null): boolean => a === null || b === null || a === b

/** Whether two names may stand for the same model: the same name, and no memory or form that contradicts. */
export function sameModel(a: string, b: string): boolean {
  return modelsOf(a).some((one) =>
    modelsOf(b).some(
      (other) => one.name === other.name && agree(one.memoryGib, other.memoryGib) && agree(one.form, other.form),
    ),
  )
}

/** As it would be written into the questionnaire: without the maker's name. */
export const shortModel = (name: string): string => name.replace(/^(NVIDIA|Tesla|GeForce)\s+/i, '').trim()

/** Names of the GPUs of a host: as its driver says, else by the bus; one each, empty where neither knows. */
export function modelNames(gpu: FactValues['gpu']): string[] {
  if (gpu.models.length) return gpu.models
  return nvidiaGpus(gpu.devices).flatMap((device) => knownGpu(device)?.name ?? [])
}
