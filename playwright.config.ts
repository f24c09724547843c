import { defineConfig } from '@playwright/test';

const port = Number(process.env.TEST_PORT ?? 4179);

export default defineConfig({
  testDir: 'tests/browser',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: process.env.CI ? 2 : 0,
  reporter: 'list',
  projects: [
    { name: 'journeys', testIgnore: 'smooth*.spec.ts' },
    // Times are taken when nothing else runs.
    { name: 'measures', testMatch: 'smooth*.spec.ts', dependencies: ['journeys'] },
  ],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: 'chromium',
    trace: 'retain-on-failure',
    // Kept files would hide what a page asks for; offline.spec.ts allows it.
    serviceWorkers: 'block',
    launchOptions: {
      // Empty: Playwright's own Chromium.
      executablePath: process.env.CHROMIUM_PATH || undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-quic',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: `node scripts/serve.mjs ${port}`,
    url: `http://127.0.0.1:${port}/`,
  },
});
