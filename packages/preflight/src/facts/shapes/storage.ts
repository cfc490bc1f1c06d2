import { z } from 'zod'
import { Count, Text, Texts } from './text.ts'

export const STORAGE_SHAPES = {
  block: z.object({
    /** Whole disks, without those that can be pulled out, mounted images and what is made of other disks. */
    disks: z.array(z.object({ name: Text, bytes: Count, rotational: z.boolean().nullable(), model: Text.nullable() })),
    /** By the name of a partition, volume or array (`sda2`, `dm-0`, `mapper/vg-root`): what it lies on. */
    below: z.record(z.string(), Texts),
  }),
  volumes: z.array(
    z.object({
      group: Text,
      groupFreeBytes: Count,
      name: Text,
      /** Of a thin pool. */
      dataPercent: z.number().nullable(),
      metadataPercent: z.number().nullable(),
    }),
  ),
  /** By path, of the folders that exist. */
  ways: z.record(z.string(), z.object({ link: z.boolean(), mode: z.string() })),
} as const
