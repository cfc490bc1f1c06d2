import type { Command } from '../command.ts'
import { DATA_COMMANDS } from './data.ts'
import { DOCUMENT_COMMANDS } from './documents.ts'
import { kubeconfig } from './kubeconfig.ts'
import { PASSWORD_COMMANDS } from './password.ts'
import { preflight } from './preflight.ts'
import { preflightChecks } from './preflight-checks.ts'
import { preflightDiff } from './preflight-diff.ts'
import { preflightJudge } from './preflight-judge.ts'
import { preflightUndo } from './preflight-undo.ts'
import { USER_COMMANDS } from './user.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  preflight,
  preflightChecks,
  preflightJudge,
  preflightDiff,
  preflightUndo,
  kubeconfig,
  ...PASSWORD_COMMANDS,
  ...USER_COMMANDS,
  ...DATA_COMMANDS,
  ...DOCUMENT_COMMANDS,
]
