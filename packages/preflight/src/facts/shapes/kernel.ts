import { z } from 'zod'
import { Count, Texts } from './text.ts'

export const KERNEL_SHAPES = {
  /** Options that are on, without `CONFIG_`; only those that checks ask for. Null where the kernel does not say. */
  kernelOptions: z.object({ on: Texts.nullable() }),
  /** Lines of the kernel's log since it started, by the kind of trouble; the last ones of many. */
  kernelLog: z.object({ disk: Texts, memory: Texts, stall: Texts, gpu: Texts }),
  /** Errors that the memory controllers counted since the start. */
  edac: z.object({ controllers: Count, corrected: Count, uncorrected: Count }),
  iptables: z.object({ version: z.string().nullable(), backend: z.enum(['nf_tables', 'legacy']).nullable() }),
  packetRules: z.object({
    /** Chains that clusters make. */
    chains: Texts,
    /** Rules in the tables of the old interface. */
    legacy: Count,
    /** Whether the new interface has tables of iptables. */
    nft: z.boolean(),
    ipvs: z.boolean(),
  }),
} as const
