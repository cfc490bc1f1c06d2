import { COMMANDS, commandPage } from '@astrago/cli'
import { expect, test } from 'vitest'
import { CONSOLE_COMMANDS } from './commands/index.ts'

test('the reference page of the command is the one in docs', async () => {
  await expect(commandPage([...COMMANDS, ...CONSOLE_COMMANDS])).toMatchFileSnapshot(
    '../../../docs/reference/command.md',
  )
})
