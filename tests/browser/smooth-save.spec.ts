import { expect, open, test } from './support/app.ts';
import { choose } from './support/data.ts';
import { largeWorkspace } from './support/large.ts';
import { enter } from './support/referrals.ts';
import { tasksOf } from './support/tasks.ts';

// See smooth.spec.ts.
const slower = 4;

// 50 ms are aimed at, and were reached by all but two saves of twenty-five; the rest is for slower machines.
const most = 100;

// A recording of the test would take pictures of the page in tasks of the page.
test.use({ trace: 'off' });

test('tasks stay short at a quarter of the speed while 50,000 referrals are saved', async ({ page }) => {
  test.setTimeout(180_000);
  await open(page, '#/data');
  await choose(page, await largeWorkspace(50_000));
  await page.getByRole('button', { name: 'Replace what is here' }).click({ timeout: 60_000 });
  // Not by role: the search for it would be the longest task of the page.
  const isSaved = async () => {
    const saved = () => [...document.querySelectorAll('[role=status]')].some((status) => status.textContent!.startsWith('Saved'));
    await page.waitForFunction(saved, undefined, { polling: 100, timeout: 60_000 });
  };
  await isSaved();
  await page.goto('/#/referrals');
  const longest: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    await enter(page, { client: `Client of run ${run}`, day: '2026-03-04' });
    // The change itself and what is shown of it are over; the save begins 400 ms after it.
    await page.waitForTimeout(350);
    const tasks = await tasksOf(page, isSaved);
    expect(tasks.length).toBeGreaterThan(100);
    longest.push(Math.round(Math.max(...tasks) * slower));
  }
  console.log(`Longest task of each save of 50,000 referrals at a quarter of the speed, in ms: ${longest.join(' ')}`);
  expect(Math.max(...longest)).toBeLessThanOrEqual(most);
});
