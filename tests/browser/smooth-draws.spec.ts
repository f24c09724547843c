import { readFile } from 'node:fs/promises';
import { expect, field, open, test } from './support/app.ts';
import { choose } from './support/data.ts';
import { criteria } from './support/partners.ts';
import { tasksOf } from './support/tasks.ts';

// While draws run the page's own thread has 50 ms for each task, on a processor four times slower; see smooth.spec.ts.
const slower = 4;

// A recording of the test would take pictures of the page in tasks of the page.
test.use({ trace: 'off' });

for (const where of ['in the worker', 'on the page'] as const) {
  test(`no task takes over 50 ms at a quarter of the speed while 1,000 candidates are drawn ${where}`, async ({ page }) => {
    test.setTimeout(90_000);
    // There is a rest between the slices, so that there is time to look.
    if (where === 'on the page') {
      await page.addInitScript(() => {
        delete (window as Partial<Window & typeof globalThis>).Worker;
        const later = window.setTimeout;
        Object.assign(window, { setTimeout: (act: TimerHandler, time: number) => later(act, time || 200) });
      });
    } else {
      await page.route('**/worker-*.js', async (route) => {
        const response = await route.fetch();
        const slow = 'const later = setTimeout; globalThis.setTimeout = (act) => later(act, 1200);';
        await route.fulfill({ response, body: slow + (await response.text()) });
      });
    }
    const document = JSON.parse(await readFile('checks/fixtures/partners.json', 'utf8'));
    const { partners } = document.workspace.scorecard;
    for (let n = partners.length; n < 1000; n += 1) {
      const id = `01930000-0000-7000-9000-${String(n).padStart(12, '0')}`;
      partners.push({ ...partners[n % 5], id, name: `Candidate ${n}` });
    }
    await open(page, '#/data');
    await choose(page, JSON.stringify(document));
    await page.getByRole('button', { name: 'Replace what is here' }).click();
    await page.goto('/#/partners');
    const verdict = page.getByRole('region', { name: 'Verdict' });
    await expect(verdict).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    await expect(page.getByText('1–6 of 1000')).toBeVisible();
    await field(page, criteria[0]!).fill('31');
    await field(page, criteria[0]!).press('Tab');
    await expect(verdict).toHaveAttribute('aria-busy', 'true');
    // What the change itself asks of the page is over, also its saving, and the draws are not.
    await page.waitForTimeout(1500);
    const tasks = await tasksOf(page, () => page.waitForTimeout(1500));
    await expect(verdict).toHaveAttribute('aria-busy', 'true');
    await expect(verdict).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
    const longest = Math.round(Math.max(...tasks) * slower);
    console.log(`Longest of ${tasks.length} tasks while 1,000 are drawn ${where}, at a quarter of the speed: ${longest} ms`);
    expect(tasks.length).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(50);
  });
}
