export { activeSteps } from './active/announce.ts'
export { activeSecrets } from './active/secrets.ts'
export { checkInfos } from './checks/index.ts'
export { countByStatus } from './count.ts'
export { declaredRows } from './declared/index.ts'
export { parseFacts } from './facts/parse.ts'
export { type Access, type FactKey, Facts, HostRecord } from './facts/schema.ts'
export { FactsFile, factsFile, judgeAgain, readFactsFile } from './facts-file.ts'
export { firewallSheet } from './firewall/sheet.ts'
export { checkOfFix } from './fixes/fix-id.ts'
export { fixPhase } from './fixes/fix-phase.ts'
export { type Offer, offersFor } from './fixes/offers.ts'
export { undoFixesPhase } from './fixes/undo-phase.ts'
export {
  type CheckedAnswers,
  checkedAnswers,
  DeclaredNode,
  declaredNodes,
  inputOfSite,
  PreflightInput,
  type WantedImage,
} from './input.ts'
export { type JudgeInput, type JudgeOptions, judgeAll } from './judge.ts'
export { PROBE_SCRIPT } from './probe/script.ts'
export { LinkRow } from './reach/links.ts'
export { meshOf } from './reach/mesh.ts'
export { NFS, REGISTRY, ReachRow, type ReachTarget, reachPlan, VIP } from './reach/plan.ts'
export { requirements } from './requirements/requirements.ts'
export { type PreflightOptions, type PreflightProgress, type PreflightResult, runPreflight } from './run.ts'
export { hostSummary } from './summary.ts'
export { THRESHOLDS_VERSION } from './thresholds/index.ts'
export { siteTlsKey } from './tls-key.ts'
