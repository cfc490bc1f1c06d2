export { installInput, samplePlan, sampleRun } from './samples/install.ts'
export { longInput } from './samples/long.ts'
export { cleanInput, sampleAcceptance, sampleHost, sampleInput, sampleReport } from './samples/preflight.ts'
export { sampleVerdict } from './samples/verdicts.ts'
