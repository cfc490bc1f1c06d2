import { defineConfig } from '@playwright/test'

/** The browser of the system: nothing is downloaded. The flags keep it from asking the internet for anything. */
export default defineConfig({
  testDir: './src',
  testMatch: '*.spec.ts',
  outputDir: './results',
  workers: 1,
  timeout: 240_000,
  expect: { timeout: 15_000 },
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
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    acceptDownloads: true,
  },
})
