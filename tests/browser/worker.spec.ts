import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { expect, test, type Page } from '@playwright/test';
import { field, foreign, record, verdict } from './support/app.ts';
import { choose, program } from './support/data.ts';
import { addCandidate, criteria, settled, twoCandidates } from './support/partners.ts';
import { tableOf } from './support/referrals.ts';

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
  expect(workers).toEqual([expect.stringMatching(/^worker-draws-[0-9a-f]{16}\.js$/)]);

  // One worker for the whole visit; and it asks for its own two files alone, not for those that read tables.
  await page.getByRole('link', { name: 'Terms' }).click();
  await page.getByRole('link', { name: 'Partners' }).click();
  await expectFigures(page);
  expect(workers.length).toBe(1);
  const asked = seen.requests.map((url) => url.split('/').at(-1)!).filter((name) => name.startsWith('worker-'));
  expect(asked).toEqual([expect.stringMatching(/^worker-draws-.*\.js$/), expect.stringMatching(/^worker-draws-.*\.wasm$/)]);
  expect(foreign(seen.requests, baseURL!)).toEqual([]);
  expect(seen.complaints).toEqual([]);
});

test('a table is read by a program of its own; if that does not come, the page reads it and the other program draws', async ({ page }) => {
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(worker.url().split('/').at(-1)!));
  const expectRead = async () => {
    await page.getByLabel('Choose a table…').setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(tableOf(2_000).text) });
    await expect(page.locator('[data-import=added]')).toHaveAttribute('data-value', '1988', { timeout: 30_000 });
  };
  await page.goto('/#/referrals/import');
  await expectRead();
  expect(workers).toEqual([expect.stringMatching(/^worker-tables-[0-9a-f]{16}\.js$/)]);

  await page.route('**/worker-tables-*.js', (route) => route.abort());
  await page.reload();
  await expectRead();
  await openFixture(page);
  await expectFigures(page);
  await expect(page.getByText(aside)).toBeHidden();
});

const faults: [string, (page: Page) => Promise<unknown>][] = [
  ['the browser has no workers', (page) => page.addInitScript(() => { delete (window as Partial<Window & typeof globalThis>).Worker; })],
  ['the worker’s script does not come', (page) => page.route('**/worker-*.js', (route) => route.abort())],
  ['the worker’s program does not come', (page) => page.route('**/worker-*.wasm', (route) => route.abort())],
  ['the worker never answers', (page) => page.route('**/worker-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))],
  ['the worker is of another build', (page) => page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const build = await page.locator('meta[name=concord-worker]').getAttribute('content');
    const script = await response.text();
    expect(script).toContain(build);
    await route.fulfill({ response, body: script.replace(build!, '0123456789abcdef') });
  })],
  ['the worker says something else', (page) => page.route('**/worker-*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: 'postMessage({ done: { id: 1, outcome: {} } });' }))],
  ['the worker answers with what cannot be', (page) => page.route('**/worker-*.js', async (route) => {
    const build = await page.locator('meta[name=concord-worker]').getAttribute('content');
    const lie = `onmessage = ({ data: { run: { id, task } } }) => postMessage({ done: { id, outcome: { firmness: {
      draws: task.firmness.count, credits: task.firmness.partners.split(' ').map(() => 1e13).join(' ') } } } });
      postMessage({ ready: { build: '${build}' } });`;
    await route.fulfill({ contentType: 'text/javascript', body: lie });
  })],
  ['the worker falls silent', (page) => page.route('**/worker-*.js', async (route) => {
    const build = await page.locator('meta[name=concord-worker]').getAttribute('content');
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

/** What `overhear` leaves in the window. */
interface Overheard {
  /** What the page asked of its worker and heard from it, in that order: "run 3", "cancel 3", "done 4". */
  notes: string[];
  /** Whether answers are kept from the page, and those that are. */
  holds: boolean;
  held: (() => void)[];
  /** Whether the worker draws, or only listens. */
  gate: (isOpen: boolean) => void;
}

/** Listens between the page and its worker, which begins with its gate open or not. */
async function overhear(page: Page, isOpen = true) {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    const gate = `
      const later = setTimeout, slices = [];
      let isOpen = ${isOpen};
      globalThis.setTimeout = (slice) => isOpen ? later(slice) : slices.push(slice);
      addEventListener('message', (event) => {
        if (!('gate' in event.data)) return;
        event.stopImmediatePropagation();
        isOpen = event.data.gate;
        if (isOpen) for (const slice of slices.splice(0)) slice();
      });
    `;
    await route.fulfill({ response, body: gate + (await response.text()) });
  });
  await page.addInitScript(() => {
    const overheard: Overheard = { notes: [], holds: false, held: [], gate: () => {} };
    const note = (message: Record<string, { id?: number }>) => {
      for (const [kind, { id }] of Object.entries(message)) if (/run|cancel|done/.test(kind)) overheard.notes.push(`${kind} ${id}`);
    };
    window.Worker = class extends Worker {
      constructor(...where: ConstructorParameters<typeof Worker>) {
        super(...where);
        overheard.gate = (gate) => super.postMessage({ gate });
      }

      override postMessage(message: Record<string, { id: number }>) {
        note(message);
        super.postMessage(message);
      }

      override set onmessage(hear: Worker['onmessage']) {
        super.onmessage = hear && ((event) => {
          const pass = () => {
            note(event.data);
            hear.call(this, event);
          };
          if (overheard.holds && 'done' in event.data) overheard.held.push(pass);
          else pass();
        });
      }
    };
    // On a busy machine the page's patience with a silent worker could end before the test is done.
    const later = window.setTimeout.bind(window);
    window.setTimeout = ((act: TimerHandler, time?: number) => later(act, time === 4000 ? 600_000 : time)) as typeof setTimeout;
    Object.assign(window, { overheard });
  });
  type Heard = Window & typeof globalThis & { overheard: Overheard };
  return {
    notes: () => page.evaluate(() => (window as Heard).overheard.notes),
    forget: () => page.evaluate(() => { (window as Heard).overheard.notes.length = 0; }),
    gate: (isOpen: boolean) => page.evaluate((isOpen) => (window as Heard).overheard.gate(isOpen), isOpen),
    hold: () => page.evaluate(() => { (window as Heard).overheard.holds = true; }),
    held: () => page.evaluate(() => (window as Heard).overheard.held.length),
    /** Lets the oldest answer that is held through, and the page show what it makes of it. */
    release: () => page.evaluate(async () => {
      (window as Heard).overheard.held.shift()!();
      for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    }),
  };
}

/** The ids in the notes of one kind, in their order. */
const ids = (notes: string[], kind: string) => notes.filter((note) => note.startsWith(kind)).map((note) => note.split(' ')[1]!);

const candidatesTable = (page: Page) => page.getByRole('region', { name: 'Comparison of the candidates' }).getByRole('table');

/** The page shows the chances of before, marked stale. */
async function expectStale(page: Page, before: Awaited<ReturnType<typeof shownChances>>) {
  await expect(page.getByRole('region', { name: 'Verdict' })).toHaveAttribute('aria-busy', 'true');
  await expect(candidatesTable(page)).toHaveClass(/stale/);
  expect(await shownChances(page)).toEqual(before);
}

/** The page shows other chances than before: those of the present weights. */
async function expectAnswered(page: Page, before: Awaited<ReturnType<typeof shownChances>>) {
  await settled(page);
  await expect(candidatesTable(page)).not.toHaveClass(/stale/);
  const shown = await shownChances(page);
  expect(shown).not.toEqual(before);
  // The same weights give the same chances after loading the page again.
  await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
  await page.reload();
  await settled(page);
  expect(await shownChances(page)).toEqual(shown);
}

test('a change while the chances are drawn is answered alone, and until then the last ones look stale', async ({ page }) => {
  const worker = await overhear(page);
  await page.goto('/#/partners');
  await twoCandidates(page);
  await expect(candidatesTable(page)).not.toHaveClass(/stale/);
  const before = await shownChances(page);
  await worker.forget();
  await worker.gate(false);

  const weight = field(page, criteria[4]!);
  await weight.fill('30');
  await expectStale(page, before);
  await weight.fill('90');
  await weight.press('Tab');
  await expect.poll(async () => ids(await worker.notes(), 'run').length).toBeGreaterThan(1);
  const asked = ids(await worker.notes(), 'run');
  const last = asked.at(-1)!;
  await expectStale(page, before);
  await worker.gate(true);
  await settled(page);
  // Each question is given up for the next one, and the worker answers the last alone.
  expect(await worker.notes()).toEqual([...asked.slice(0, -1).flatMap((id) => [`run ${id}`, `cancel ${id}`]), `run ${last}`, `done ${last}`]);
  await expectAnswered(page, before);
});

test('an answer that was under way when something else was asked is not shown', async ({ page }) => {
  const worker = await overhear(page);
  await page.goto('/#/partners');
  await twoCandidates(page);
  const before = await shownChances(page);
  await worker.forget();
  await worker.hold();

  const weight = field(page, criteria[4]!);
  await weight.fill('30');
  await expect.poll(worker.held).toBe(1);
  await weight.fill('90');
  await weight.press('Tab');
  await expect.poll(worker.held).toBe(2);
  const [early, late] = ids(await worker.notes(), 'run');
  await worker.release();
  expect(ids(await worker.notes(), 'done')).toEqual([early]);
  await expectStale(page, before);
  await worker.release();
  expect(ids(await worker.notes(), 'done')).toEqual([early, late]);
  await expectAnswered(page, before);
});

test('a page that is left gives its question up', async ({ page }) => {
  const worker = await overhear(page, false);
  await openFixture(page);
  await expect.poll(async () => ids(await worker.notes(), 'run').length).toBeGreaterThan(0);
  const [asked] = ids(await worker.notes(), 'run').slice(-1);
  await page.getByRole('link', { name: 'Terms' }).click();
  await expect.poll(worker.notes).toContain(`cancel ${asked}`);
});
