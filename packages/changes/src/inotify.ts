import type { KernelSetting } from './kernel-settings.ts'

/**
 * Inotify limits that a node needs at least: any node as Replicated's Embedded Cluster asks for, one with GPUs as the
 * validators of the GPU operator do (docs.rke2.io/install/requirements).
 */
export const INOTIFY_LEAST = {
  base: { instances: 1024, watches: 65_536 },
  gpu: { instances: 8192, watches: 524_288 },
} as const

/** The limits as kernel parameters, for a node with GPUs or without. */
export function inotifySettings(kind: keyof typeof INOTIFY_LEAST): KernelSetting[] {
  const { instances, watches } = INOTIFY_LEAST[kind]
  return [
    { key: 'fs.inotify.max_user_instances', value: instances, least: true },
    { key: 'fs.inotify.max_user_watches', value: watches, least: true },
  ]
}
