export { type Change, sha256, wholeFile } from './change.ts'
export { changeAction } from './change-action.ts'
export { nameOf } from './edits.ts'
export { fileChanges, readShownFiles, type ShownFiles } from './file-changes.ts'
export { openPorts } from './firewall/open-ports.ts'
export {
  firewalldRules,
  hasPorts,
  isEverything,
  type Opening,
  openingsFor,
  type PacketOpening,
  type Parties,
  ufwRules,
} from './firewall/openings.ts'
export { familyOf, PACKETS } from './firewall/packets.ts'
export { firewalldAdds, firewalldRuleName, firewalldTool, ufwTool } from './firewall/tools.ts'
export { withoutSwap } from './fstab.ts'
export { Held, readHeld } from './held.ts'
export { type HostFacts, readHostFacts } from './host-facts.ts'
export { INOTIFY_LEAST, inotifySettings } from './inotify.ts'
export { type KernelSetting, neverLower, renderSettings, setKernel } from './kernel-settings.ts'
export { MASK, maskText, maskUrls } from './mask.ts'
export { loadModules, renderModules } from './modules.ts'
export { leaveInterfacesAlone, NETWORK_MANAGER_FILE, POD_INTERFACES, UNMANAGED } from './network-manager.ts'
export { ask, holds, hostIn, must, readText } from './on-host.ts'
export { PLACE } from './place.ts'
export { releaseAction } from './release-action.ts'
export { permissive, SELINUX_FILE, seLinuxPermissive } from './selinux.ts'
export { FSTAB, swapOff } from './swap.ts'
