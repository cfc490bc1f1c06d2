import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const node = { environment: 'node' as const, testTimeout: 20_000 }

/** `unit` is quick and touches nothing outside a temporary folder; `lab` needs root and real hosts. */
export default defineConfig({
  test: {
    // One more than there are processors: many files wait for programs that they start, or for their time limits.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          // Files share what they import, since reading it anew for each took half the time: no module keeps what a test could see.
          isolate: false,
          include: [
            '{packages,apps}/*/{src,test}/**/*.test.{ts,tsx}',
            'scripts/**/*.test.ts',
            'e2e/{lab,bench}/src/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', '**/*.lab.test.ts'],
        },
      },
      {
        test: {
          ...node,
          name: 'lab',
          include: ['{packages,apps,e2e}/**/*.lab.test.ts'],
          exclude: ['**/node_modules/**'],
          // A limit ends what hangs, and nothing else: on a machine under load all takes twenty times as long.
          testTimeout: 600_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 60_000 } },
          // Each file has hosts and folders of its own, and waits most of the time: that of the preflight uses a quarter of a processor.
          maxWorkers: 4,
        },
      },
    ],
  },
})
