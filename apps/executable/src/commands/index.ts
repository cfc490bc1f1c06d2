import type { Command } from '@astrago/cli'
import { consoleCommand } from './console.ts'
import { SERVICE_COMMANDS } from './service.ts'

/** The commands that need the server. */
export const CONSOLE_COMMANDS: readonly Command[] = [consoleCommand, ...SERVICE_COMMANDS]
