import type { Command } from '@astrago/cli'
import { consoleCommand } from './console.ts'

/** The commands that need the server. */
export const CONSOLE_COMMANDS: readonly Command[] = [consoleCommand]
