import { type Change, wholeFile } from './change.ts'

/** Kernel modules loaded, now and after a reboot. @param file of modules-load.d */
export function loadModules(file: string, names: readonly string[]): Change[] {
  const modules = names.map((name): Change => ({ kind: 'module', name, wanted: 'loaded' }))
  return [...modules, wholeFile(file, renderModules(names), 0o644)]
}

/** As a file of modules-load.d(5). */
export const renderModules = (names: readonly string[]): string => `${names.join('\n')}\n`
