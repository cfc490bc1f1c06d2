import { defineConfig } from '@playwright/test'

/** The browser of the system: nothing is downloaded. The flags keep it from asking the internet for anything. */
export default defineConfig({
  testDir: './src',
  testMatch: '*.spec.ts',
  outputDir: './results',
  workers: 2,
  // Limits end what hangs; how long something may take is said where it is asserted.
  timeout: 900_000,
  expect: { timeout: 60_000 },
  use: {
    launchOptions: {
      executablePath: '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    actionTimeout: 60_000,
    // The page itself is in the trace; a film of it would take a fifth of the time.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    acceptDownloads: true,
  },
})
