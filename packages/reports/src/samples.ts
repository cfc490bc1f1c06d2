export { installInput, samplePlan, sampleRun } from './samples/install.ts'
export { longInput } from './samples/long.ts'
export { cleanInput, sampleHost, sampleInput, sampleReport, sampleWaiver } from './samples/preflight.ts'
export { sampleVerdict } from './samples/verdicts.ts'
