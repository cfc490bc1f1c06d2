import { z } from 'zod'
import { Count, Text, Texts } from './text.ts'

export const GPU_SHAPES = {
  gpu: z.object({
    /** Devices of NVIDIA, AMD and Mellanox on the PCI bus. */
    devices: z.array(
      z.object({
        slot: Text,
        vendor: Text,
        device: Text,
        class: Text,
        /** Of the kernel; null where none holds it. */
        driver: Text.nullable(),
        linkWidth: Count.nullable(),
        linkWidthMost: Count.nullable(),
        /** Whether the firmware gave it memory to be reached at. */
        addressed: z.boolean(),
      }),
    ),
    driver: Text.nullable(),
    openModule: z.boolean(),
    /** As a loaded driver names them. */
    models: Texts,
    nouveauLoaded: z.boolean(),
    secureBoot: z.boolean().nullable(),
  }),
  gpuHost: z.object({
    /** Versions of the driver's library. */
    libraries: Texts,
    /** Whether the files are there to build a module for the running kernel. */
    headers: z.boolean(),
    /** Settings of container runtimes that name NVIDIA. */
    runtimeFiles: Texts,
    iommu: z.boolean(),
    fabricManager: Text.nullable(),
    /** Bridges of the PCI bus that may send traffic between devices by way of the processor. Null where not asked. */
    acs: z.object({ bridges: Count, on: Count }).nullable(),
  }),
  /** What `nvidia-smi -q` says; `asked` is false where no driver is loaded. */
  smi: z.object({
    asked: z.boolean(),
    code: Count,
    message: Text.nullable(),
    gpus: z.array(
      z.object({
        slot: Text,
        name: Text,
        architecture: Text.nullable(),
        memoryMib: Count.nullable(),
        persistence: z.boolean().nullable(),
        /** Null where the GPU cannot be divided. */
        mig: z.object({ now: z.boolean(), next: z.boolean() }).nullable(),
        virtualization: Text.nullable(),
        /** Uncorrected errors of the memory since the driver was loaded. */
        uncorrected: Count,
        remap: z.object({ pending: z.boolean(), failed: z.boolean() }),
        fabric: z.object({ state: Text, status: Text }).nullable(),
        /** Names of programs that hold it. */
        processes: Texts,
      }),
    ),
  }),
  /** NVLinks of each GPU, in the order of nvidia-smi. */
  nvlink: z.array(z.object({ active: Count, inactive: Count })),
  infiniband: z.array(z.object({ device: Text, port: Text, state: Text, physical: Text, rate: Text, link: Text })),
} as const
