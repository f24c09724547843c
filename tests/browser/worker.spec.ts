import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { field, foreign, record, verdict } from './support/app.ts';
import { choose, program } from './support/data.ts';
import { addCandidate, criteria, settled, twoCandidates } from './support/partners.ts';

// What takes long is done by a worker, or by the page where there is none: with the same figures.

const aside = 'Drawn by the page itself: its background worker did not start. The figures are the same';

/** The chances of the fixture's candidates, as the report has them. */
const expected = async () => {
  const input = await readFile('checks/fixtures/partners.json');
  const { partners } = JSON.parse(execFileSync(program, ['2026-11-23'], { input, encoding: 'utf8' }));
  return {
    chances: Object.fromEntries(partners.partners.map(({ id, chance }: { id: string; chance: number }) => [id, String(chance)])),
    sentence: partners.verdict.sentence,
  };
};

/** The page of the fixture's candidates. */
async function openFixture(page: Page, address = '/') {
  await page.goto(`${address}#/data`);
  await choose(page, await readFile('checks/fixtures/partners.json'));
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Partners' }).click();
}

async function shownChances(page: Page) {
  const cells = page.locator('td[data-row="chance"]');
  return Object.fromEntries(await cells.evaluateAll((cells) =>
    cells.map((cell) => [cell.getAttribute('data-partner'), cell.getAttribute('data-value')])));
}

/** Holds what the page shows against the report. */
async function expectFigures(page: Page) {
  await expect(page.getByRole('region', { name: 'Verdict' })).toHaveAttribute('aria-busy', 'false', { timeout: 15_000 });
  const { chances, sentence } = await expected();
  expect(await shownChances(page)).toEqual(chances);
  await expect(verdict(page)).toHaveText(sentence);
  await page.locator('td[data-row="chance"] button').first().click();
}

test('a worker of this build draws the chances, and is asked for when there is something to draw', async ({ page, baseURL }) => {
  const seen = await record(page);
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url().split('/').at(-1)!));
  await page.goto('/#/partners');
  await addCandidate(page, 'Larkspur Studio');
  await settled(page);
  expect(workers).toEqual([]);
  expect(seen.requests.join()).not.toContain('/worker-');

  await openFixture(page);
  await expectFigures(page);
  await expect(page.getByText('In each, the weights vary around yours')).toBeVisible();
  await expect(page.getByText(aside)).toBeHidden();
  expect(workers).toEqual([expect.stringMatching(/^worker-[0-9a-f]{16}\.js$/)]);

  // One worker for the whole visit; and it asks for its own two files alone.
  await page.getByRole('link', { name: 'Terms' }).click();
  await page.getByRole('link', { name: 'Partners' }).click();
  await expectFigures(page);
  expect(workers.length).toBe(1);
  const asked = seen.requests.map((url) => url.split('/').at(-1)!).filter((name) => name.startsWith('worker-'));
  expect(asked).toEqual([expect.stringMatching(/\.js$/), expect.stringMatching(/\.wasm$/)]);
  expect(foreign(seen.requests, baseURL!)).toEqual([]);
  expect(seen.complaints).toEqual([]);
});

const faults: [string, (page: Page) => Promise<unknown>][] = [
  ['the browser has no workers', (page) => page.addInitScript(() => { delete (window as Partial<Window & typeof globalThis>).Worker; })],
  ['the worker’s script does not come', (page) => page.route('**/worker-*.js', (route) => route.abort())],
  ['the worker’s program does not come', (page) => page.route('**/worker-*.wasm', (route) => route.abort())],
  ['the worker never answers', (page) => page.route('**/worker-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))],
  ['the worker is of another build', (page) => page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const build = await page.locator('meta[name=concord-worker]').getAttribute('data-build');
    const script = await response.text();
    expect(script).toContain(build);
    await route.fulfill({ response, body: script.replace(build!, '0123456789abcdef') });
  })],
  ['the worker says something else', (page) => page.route('**/worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'postMessage({ done: { id: 1, outcome: {} } });' }))],
  ['the worker answers with what cannot be', (page) => page.route('**/worker-*.js', async (route) => {
    const build = await page.locator('meta[name=concord-worker]').getAttribute('data-build');
    const lie = `onmessage = ({ data: { run: { id, task } } }) => postMessage({ done: { id, outcome: { firmness: {
      draws: task.firmness.count, credits: task.firmness.partners.split(' ').map(() => 1e13).join(' ') } } } });
      postMessage({ ready: { build: '${build}' } });`;
    await route.fulfill({ contentType: 'text/javascript', body: lie });
  })],
  ['the worker falls silent', (page) => page.route('**/worker-*.js', async (route) => {
    const build = await page.locator('meta[name=concord-worker]').getAttribute('data-build');
    await route.fulfill({ contentType: 'text/javascript', body: `onmessage = () => { for (;;); }; postMessage({ ready: { build: '${build}' } });` });
  })],
];

for (const [what, fault] of faults) {
  test(`where ${what} the page shows the same figures, with a quiet word`, async ({ page }) => {
    await fault(page);
    await openFixture(page);
    await expectFigures(page);
    await expect(page.getByText(aside)).toBeVisible();
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0);
    // It stays so without another wait.
    await field(page, criteria[0]!).fill('99');
    await field(page, criteria[0]!).press('Tab');
    await settled(page);
  });
}

test('from a file the page shows the same figures', async ({ page }) => {
  const seen = await record(page);
  await openFixture(page, pathToFileURL('dist-standalone/concord.html').href);
  await expectFigures(page);
  await expect(page.getByText(aside)).toBeVisible();
  expect(seen.complaints).toEqual([]);
});

test('a change while the chances are drawn is answered alone, and until then the last ones look stale', async ({ page }) => {
  // A worker that notes what is asked of it, and waits before the first slice of each task.
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const slow = `
      const notes = new BroadcastChannel('notes');
      const later = setTimeout;
      globalThis.setTimeout = (act, time) => later(act, 150);
      addEventListener('message', ({ data }) => notes.postMessage(Object.keys(data)[0]));
      const say = postMessage.bind(globalThis);
      globalThis.postMessage = (message) => { notes.postMessage(Object.keys(message)[0]); say(message); };
    `;
    await route.fulfill({ response, body: slow + (await response.text()) });
  });
  await page.addInitScript(() => {
    Object.assign(window, { notes: [] });
    new BroadcastChannel('notes').onmessage = ({ data }) => (window as unknown as { notes: string[] }).notes.push(data);
  });
  const notes = () => page.evaluate(() => (window as unknown as { notes: string[] }).notes);
  await page.goto('/#/partners');
  await twoCandidates(page);
  const table = page.getByRole('region', { name: 'Comparison of the candidates' }).getByRole('table');
  await expect(table).not.toHaveClass(/stale/);
  const first = (await notes()).length;

  const weight = field(page, criteria[4]!);
  await weight.fill('30');
  await expect(page.getByRole('region', { name: 'Verdict' })).toHaveAttribute('aria-busy', 'true');
  await expect(table).toHaveClass(/stale/);
  const before = await shownChances(page);
  await weight.fill('90');
  await weight.press('Tab');
  await settled(page);
  await expect(table).not.toHaveClass(/stale/);
  expect(await shownChances(page)).not.toEqual(before);
  // The first question was given up for the second.
  const heard = (await notes()).slice(first).filter((note) => note !== 'progress');
  expect(heard.filter((note) => note === 'run').length).toBeGreaterThan(1);
  // On a busy machine one before the last can be done before it is replaced; never more are done than were begun.
  expect(heard.filter((note) => note === 'done').length).toBeLessThanOrEqual(heard.filter((note) => note === 'run').length);
  expect(heard.at(-1)).toBe('done');

  // What is shown is what the same weights give after loading the page again.
  const shown = await shownChances(page);
  await page.waitForTimeout(500);
  expect(await shownChances(page)).toEqual(shown);
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await settled(page);
  expect(await shownChances(page)).toEqual(shown);
});

test('a page that is left gives its question up', async ({ page }) => {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const slow = `
      const later = setTimeout;
      globalThis.setTimeout = (act) => later(act, 300);
      addEventListener('message', ({ data }) => console.info('asked: ' + Object.keys(data)[0]));
    `;
    await route.fulfill({ response, body: slow + (await response.text()) });
  });
  const asked: string[] = [];
  page.on('console', (message) => asked.push(message.text()));
  await openFixture(page);
  await expect.poll(() => asked).toContain('asked: run');
  await page.getByRole('link', { name: 'Terms' }).click();
  await expect.poll(() => asked).toContain('asked: cancel');
});
