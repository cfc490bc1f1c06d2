import type { Command } from '../command.ts'
import { USER_COMMANDS } from './user.ts'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [...USER_COMMANDS]
