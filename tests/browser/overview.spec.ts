import type { Page } from '@playwright/test';
import { answer, comparison, expect, field, goTo, introductions, open, reachVerdict, saved, simulated, test, verdict } from './support/app.ts';
import { expectAccessible } from './support/axe.ts';
import { kept } from './support/store.ts';

// Where everything stands, and the example beside the user's own work.

const next = (page: Page) => page.getByRole('region', { name: 'What to do next' });
const question = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('an empty workspace asks what is being decided, and each question leads to its page', async ({ page }) => {
  await open(page, '#/overview');
  await expect(next(page)).toContainText('What are you deciding?');
  for (const [name, title] of [['Which partner?', 'Partners'], ['What terms?', 'Terms'], ['Is it worth it?', 'Worth it']] as const) {
    await question(page, name).getByRole('link', { name: `Answer it: ${name}` }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await goTo(page, 'Overview');
  }
});

test('what was begun is gone on with, and its verdict stands here as on its own page', async ({ page }) => {
  await open(page);
  await answer(page, introductions, '12');
  await goTo(page, 'Overview');
  await expect(next(page)).toContainText('Two more answers, and the verdict on terms is there.');
  await next(page).getByRole('link', { name: 'Go on with the terms' }).click();
  await answer(page, 'Of these, how many become paid work', '5');
  await answer(page, 'What a typical project is worth', '8000');
  await simulated(page);
  const sentence = await verdict(page).innerText();
  await goTo(page, 'Overview');
  await expect(question(page, 'What terms?').locator('[data-verdict]')).toHaveText(sentence);
  await expect(next(page)).toContainText('Name the partner of your terms');
  // Undo is everywhere the same.
  await page.getByRole('main').getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(question(page, 'What terms?')).toContainText('Begun.');
});

test('changes that are in no copy are counted until one is exported', async ({ page }) => {
  await reachVerdict(page);
  await goTo(page, 'Overview');
  const data = page.getByRole('region', { name: 'Your data' });
  await expect(data).toContainText('No copy was exported yet. 3 changes are in no copy.');
  await saved(page);
  await page.reload();
  await expect(data).toContainText('3 changes are in no copy.');
  const download = page.waitForEvent('download');
  await data.getByRole('button', { name: 'Export everything' }).click();
  await download;
  await expect(data).toContainText('Last exported today.');
  await expect(data).not.toContainText('in no copy');
  await expect(data).toContainText('4 offers');
});

test('the example is one press away, marked, and gone in one press; the own work is untouched', async ({ page }) => {
  await reachVerdict(page);
  await saved(page);
  const sentence = await verdict(page).innerText();
  const before = await kept(page);
  await goTo(page, 'Overview');
  await page.getByRole('link', { name: 'See an example' }).click();
  await expect(page.getByText('This is an example: names and figures are invented.')).toBeVisible();
  await expect(page).toHaveURL(/#\/overview$/);
  for (const name of ['Which partner?', 'What terms?', 'Is it worth it?']) {
    await expect(question(page, name).locator('[data-verdict]')).not.toBeEmpty();
  }
  await expectAccessible(page, 'the example');
  await goTo(page, 'Terms');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Terms with Harbor Copy');
  await answer(page, introductions, '20');
  await saved(page);
  await page.reload();
  await expect(field(page, introductions)).toHaveValue('20');

  await page.getByRole('button', { name: 'Leave the example' }).click();
  await expect(page.getByText('This is an example')).toBeHidden();
  await expect(verdict(page)).toHaveText(sentence);
  expect(await kept(page)).toEqual(before);
});

test('the example shows a ledger, its accounts, its sources and a program', async ({ page }) => {
  await page.clock.setFixedTime('2026-11-24T12:00:00');
  await open(page, '#/example');
  await expect(page.getByText('This is an example')).toBeVisible();
  await expect(next(page)).toContainText('A reward for a referral is overdue since Oct 14, 2026.');

  await goTo(page, 'Referrals');
  // 36 were referred to you, and three of them are open.
  await expect(page.getByRole('heading', { name: '23 of your 33 decided referrals became work.' })).toBeVisible();
  await expect(page.locator('[data-found]')).toHaveText('40 · worth $299,550 · received $234,750');

  await page.getByRole('link', { name: 'What is owed' }).click();
  await expect(page.getByRole('region', { name: 'What is owed', exact: true })).toContainText('You owe $1,060 to Harbor Copy; Lindqvist Design owes you $500.');
  const harbor = page.getByRole('row', { name: /^Harbor Copy/ });
  // Nine fees of $300 for projects of more than $2,000, and 10% of $7,600.
  await expect(harbor.locator('[data-figure=they-earned]')).toHaveText('$3,460');
  await expect(harbor.locator('[data-overdue]')).toHaveText('$300 overdue');

  await page.getByRole('link', { name: 'Under other terms' }).click();
  // Of 225,050 paid by clients who were referred to you: 18 projects of more than 2,000, 24 months, a tenth.
  const inAll = page.getByRole('region', { name: 'What each offer would have paid' }).getByRole('row', { name: /^In all/ });
  for (const amount of ['$225,050', '$5,400', '$7,200', '$22,505']) await expect(inAll).toContainText(amount);

  await page.getByRole('link', { name: 'What works' }).click();
  await expect(verdict(page)).toHaveText('Complementary providers convert better than former clients: 14 of 18 against 5 of 10, true with a chance of 92%.');

  await page.getByRole('link', { name: 'Program', exact: true }).click();
  await expect(verdict(page)).toHaveText('Give 1 reward that is overdue since Oct 14, 2026: to Dana Okafor.');
  await expect(page.locator('[data-reward]')).toHaveCount(2);
  await expect(page.getByText('Together they cost about $300.')).toBeVisible();
});

test('a first visit can look at the example and come back to nothing', async ({ page }) => {
  await open(page);
  await page.getByRole('link', { name: 'See an example first' }).click();
  await expect(page.getByText('This is an example')).toBeVisible();
  await goTo(page, 'Terms');
  await expect(comparison(page)).toBeVisible();
  await page.getByRole('button', { name: 'Leave the example' }).click();
  await expect(field(page, introductions)).toHaveValue('');
  expect(Object.keys(await kept(page))).toEqual([]);
});

test('the example goes back to the workspace that was open', async ({ page }) => {
  await open(page, '#/overview');
  await page.getByRole('button', { name: 'New workspace…' }).click();
  await field(page.getByRole('dialog'), 'Name').fill('Second');
  await page.getByRole('button', { name: 'Add and open' }).click();
  await page.getByRole('link', { name: 'See an example' }).click();
  await expect(page.getByText('This is an example')).toBeVisible();
  await page.getByRole('button', { name: 'Leave the example' }).click();
  await expect(page.getByRole('navigation')).toContainText('Second');
});

test('a browser that keeps nothing says why it cannot open the example', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });
  });
  await open(page, '#/example');
  await expect(page.getByText('This browser does not keep another workspace')).toBeVisible();
});

test('a page is shown from its top', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 500 });
  await open(page, '#/example');
  await expect(page.getByText('This is an example')).toBeVisible();
  await page.getByRole('button', { name: 'Copy this one…' }).scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await goTo(page, 'Worth it');
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
});
