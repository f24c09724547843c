import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { foreign, record } from './support/app.ts';

const file = pathToFileURL('dist-standalone/concord.html').href;

async function showsThePage(page: Page) {
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByText('Opening Concord')).toBeHidden();
}

for (const [place, path] of [['the root', '/'], ['a folder', '/x/'], ['the index file of a folder', '/x/index.html']] as const) {
  test(`from ${place} it asks for the files of the build and for nothing else`, async ({ page, baseURL }) => {
    const seen = await record(page);
    await page.goto(path);
    await showsThePage(page);
    await page.evaluate(() => { location.hash = '#/elsewhere'; });
    await page.reload();
    await page.waitForLoadState('networkidle');
    await showsThePage(page);

    const folder = new URL('.', new URL(path, baseURL)).href;
    expect(seen.requests.length).toBeGreaterThanOrEqual(4);
    expect(foreign(seen.requests, folder)).toEqual([]);
    expect(seen.complaints).toEqual([]);
  });
}

test('from a file it asks for nothing but that file', async ({ page }) => {
  const seen = await record(page);
  await page.goto(file);
  await showsThePage(page);
  await page.evaluate(() => { location.hash = '#/elsewhere'; });
  await page.reload();
  await showsThePage(page);
  expect([...new Set(seen.requests.map((url) => url.split('#')[0]))]).toEqual([file]);
  expect(seen.complaints).toEqual([]);
});

for (const [place, address] of [['a host', '/x/'], ['a file', file]] as const) {
  test(`from ${place} its policy refuses other addresses, scripts and styles`, async ({ page }) => {
    await page.goto(address);
    await showsThePage(page);
    const refused = await page.evaluate(async () => {
      const directives: string[] = [];
      addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
      for (const tag of ['script', 'style']) {
        const element = document.createElement(tag);
        element.textContent = '/* not of this build */';
        document.head.append(element);
      }
      new Image().src = 'http://127.0.0.1:9/pixel.png';
      await new Promise((done) => setTimeout(done, 100));
      return directives;
    });
    expect(refused.sort()).toEqual(['connect-src', 'img-src', 'script-src-elem', 'style-src-elem']);
  });
}
