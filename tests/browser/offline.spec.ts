import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import sirv from 'sirv';
import { answer, goTo, introductions, projects, record, saved, value, verdict } from './support/app.ts';
import { twoCandidates } from './support/partners.ts';
import { kept } from './support/store.ts';

// The service worker: it keeps the build's own files, offers a new build, and touches nothing that was typed.

test.use({ serviceWorkers: 'allow' });

async function untilOffline(page: Page) {
  await expect(page.getByText('Works without a network.')).toBeAttached({ timeout: 15_000 });
}

test('once it is kept the page opens, judges and shows every page without a network', async ({ page, context }) => {
  const seen = await record(page);
  await page.goto('/');
  await untilOffline(page);
  const asked = seen.requests.length;
  await context.setOffline(true);
  await page.reload();
  await answer(page, introductions, '12');
  await answer(page, projects, '5');
  await answer(page, value, '8000');
  await expect(verdict(page)).toContainText('Offer');
  await saved(page);
  await goTo(page, 'My work');
  await goTo(page, 'Share & data');
  await page.reload();
  const worker = page.waitForEvent('worker');
  await goTo(page, 'Partners');
  await twoCandidates(page);
  expect((await worker).url()).toMatch(/\/worker-draws-[0-9a-f]{16}\.js$/);
  await page.getByRole('row', { name: /^Comes first/ }).getByRole('button').first().click();
  await expect(page.getByText('In each, the weights vary around yours')).toBeVisible();
  await expect(page.getByText('Drawn by the page itself')).toBeHidden();
  await goTo(page, 'Terms');
  await expect(verdict(page)).toContainText('Offer');
  expect(asked).toBeGreaterThan(0);
  expect(seen.complaints).toEqual([]);
});

test('the page can be installed', async ({ page }) => {
  await page.goto('/');
  await untilOffline(page);
  const devtools = await page.context().newCDPSession(page);
  const { errors, data } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const manifest = JSON.parse(data!);
  expect(manifest).toMatchObject({ name: 'Concord', start_url: './', display: 'standalone' });
  const icon = await page.request.get(`/${manifest.icons[0].src}`);
  expect(icon.ok()).toBe(true);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A window without a profile, as tests have, cannot install anything.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
});

test.describe('a new build', () => {
  let folder: string;
  let server: Server;
  let address: string;

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'concord-'));
    await cp('dist', folder, { recursive: true });
    const files = sirv(folder, { dev: true });
    server = createServer((request, response) => files(request, response, () => { response.writeHead(404).end(); }));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const bound = server.address();
    address = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}/`;
  });

  test.afterEach(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await rm(folder, { recursive: true });
  });

  /** Another build is put in place of the one that is served, and the browser looks for it. */
  async function publish(page: Page) {
    const path = join(folder, 'service-worker.js');
    await writeFile(path, (await readFile(path, 'utf8')).replace(/concord-[0-9a-f]{16}"/, 'concord-00000000000000ff"'));
    const index = join(folder, 'index.html');
    await writeFile(index, (await readFile(index, 'utf8')).replace('<title>', '<meta name="build" content="new"><title>'));
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())!.update(); });
  }

  test('is offered, waits, and takes over when it is accepted; the work stays', async ({ page }) => {
    await page.goto(address);
    await untilOffline(page);
    await answer(page, introductions, '12');
    await answer(page, projects, '5');
    await answer(page, value, '8000');
    await saved(page);
    const before = await kept(page);

    await publish(page);
    const offer = page.getByText('A new version of Concord is here.');
    await expect(offer).toBeVisible();
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(offer).toBeHidden();

    // Not forced: the old build goes on, also after loading again.
    await page.reload();
    await expect(page.locator('meta[name=build]')).toHaveCount(0);
    await expect(verdict(page)).toContainText('Offer');

    await expect(offer).toBeVisible({ timeout: 15_000 });
    await page.getByRole('button', { name: 'Load it' }).click();
    await expect(page.locator('meta[name=build]')).toHaveCount(1);
    await expect(verdict(page)).toContainText('Offer');
    expect(await kept(page)).toEqual(before);
  });
});
