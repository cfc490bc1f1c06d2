import { z } from 'zod'
import { Text, Texts } from './text.ts'

export const SOFTWARE_SHAPES = {
  packages: z.object({
    manager: z.enum(['dpkg', 'rpm']),
    /** Version by name, only of those that checks ask for and of GPU drivers. */
    installed: z.record(z.string(), Text),
    broken: z.array(z.object({ name: Text, state: Text })),
  }),
  /** Addresses that packages come from, of repositories that are switched on. */
  repositories: z.array(z.object({ file: Text, address: Text })),
  /** Those files of a list that exist. */
  presence: Texts,
  /** What installs updates by itself. */
  autoUpdates: Texts,
  pythonBindings: z.object({ apt: z.boolean(), selinux: z.boolean() }),
  /** Files that point kubectl and helm to a cluster. */
  kubeconfigs: Texts,
  /** Version of the configuration in k0s's additions to containerd. */
  containerdSnippets: z.array(z.object({ file: Text, version: Text.nullable() })),
  hardening: z.object({
    /** As the kernel writes it: the mode in square brackets. */
    lockdown: Text.nullable(),
    cryptoPolicy: Text.nullable(),
    etcdUser: z.boolean(),
    etcdGroup: z.boolean(),
  }),
} as const
