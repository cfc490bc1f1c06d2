import { FileJournal } from './journal.ts'

/** A process of its own for tests to kill: writes without end and prints each number once it was acknowledged. */
const journal = await FileJournal.open(process.argv[2] as string)
for (let i = 0; ; i++) {
  const text = Array.from({ length: 40 }, (_, k) => `${i} ${k} ${'x'.repeat(100)}`).join('\n')
  const appended = [
    journal.append({ kind: 'log', host: 'cp-1', step: 'copy', level: 'info', text, lines: 40 }),
    journal.append({ kind: 'step', step: 'copy', phase: 'p', host: 'cp-1', state: 'running', attempt: i }),
  ]
  process.stdout.write(`${(await Promise.all(appended)).at(-1)}\n`)
}
