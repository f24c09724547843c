import type { Page } from '@playwright/test';
import {
  comparison, expect, field, introductions, open, projects, reachVerdict, saved, simulated, test, value, verdict,
} from './support/app.ts';
import { inTheMiddle, slowWorker } from './support/forecast.ts';
import { candidate, criteria, settled } from './support/partners.ts';
import { paste } from './support/work.ts';

/** Presses Tab until the focus is on what is asked for. */
async function tabTo(page: Page, target: ReturnType<Page['getByRole']>) {
  for (let presses = 0; presses < 120; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

test('from the first visit to the verdict', async ({ page }) => {
  await open(page);
  for (const [label, text] of [[introductions, '12'], [projects, '5'], [value, '8000']] as const) {
    await tabTo(page, field(page, label));
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab');
  await expect(verdict(page)).toContainText('Offer');
});

test('an offer: into the dialog, through it, and back to where it was opened', async ({ page }) => {
  await reachVerdict(page);
  const add = page.getByRole('button', { name: 'add', exact: true });
  await tabTo(page, add);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  for (let presses = 0; presses < 25; presses += 1) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement!.closest('dialog'));
    expect(outside, 'the focus stays in the dialog').toBe(false);
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(add).toBeFocused();

  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('combobox', { name: 'Model' }));
  await page.keyboard.type('A fee');
  await tabTo(page, field(dialog, 'Fee'));
  await page.keyboard.type('250');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: '$250 a project', exact: true })).toBeVisible();
});

test('a slider, undone by keys', async ({ page }) => {
  await reachVerdict(page);
  const slider = page.getByRole('slider', { name: 'Introductions a year' });
  await tabTo(page, slider);
  await page.keyboard.press('End');
  await expect(field(page, introductions)).toHaveValue('60');
  await page.keyboard.press('Control+z');
  await expect(field(page, introductions)).toHaveValue('12');
  await page.keyboard.press('Control+Shift+z');
  await expect(field(page, introductions)).toHaveValue('60');
});

test('a range, and the years that are shown', async ({ page }) => {
  await reachVerdict(page);
  await tabTo(page, page.getByText('We assumed', { exact: true }));
  await page.keyboard.press('Enter');
  await tabTo(page, field(page, 'Introduced, at least'));
  await page.keyboard.type('8');
  await page.keyboard.press('Tab');
  await expect(page.getByText('8 · 12 · 24', { exact: true })).toBeVisible();
  await simulated(page);

  await page.keyboard.press('Control+Home');
  await tabTo(page, page.getByLabel('Simulated years'));
  const title = comparison(page).getByRole('columnheader').first();
  for (const words of ['A usual year', 'A cautious year', 'A hopeful year', 'An average year']) {
    await page.keyboard.press('ArrowRight');
    await expect(title).toHaveText(`${words}, before tax`);
  }
});

test('every reason is opened', async ({ page }) => {
  await reachVerdict(page);
  const why = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Why', exact: true }) });
  const reasons = why.locator(':scope > details');
  const count = await reasons.count();
  expect(count).toBeGreaterThanOrEqual(6);
  for (let place = 0; place < count; place += 1) {
    const reason = reasons.nth(place);
    await tabTo(page, reason.locator(':scope > summary'));
    const isOpen = () => reason.evaluate((details: HTMLDetailsElement) => details.open);
    if (await isOpen()) {
      await page.keyboard.press('Enter');
      expect(await isOpen()).toBe(false);
    }
    await page.keyboard.press('Enter');
    expect(await isOpen()).toBe(true);
    // What is wider than the page is moved by keys once it has the focus.
    for (const region of await reason.getByRole('region').all()) await expect(region).toHaveAttribute('tabindex', '0');
  }
});

test('a simulation: stopped, and gone on with', async ({ page }) => {
  await slowWorker(page);
  await open(page);
  for (const [label, text] of [[introductions, '12'], [projects, '5'], [value, '8000']] as const) {
    await tabTo(page, field(page, label));
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Tab');
  await inTheMiddle(page);
  await tabTo(page, page.getByRole('button', { name: 'Stop', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.locator('.said')).toHaveAttribute('aria-busy', 'false');
  await tabTo(page, page.getByRole('button', { name: 'Simulate the rest' }));
  await page.keyboard.press('Enter');
  await inTheMiddle(page);
});

test('the first key leads past the navigation', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('rows: pasted, added, mended, and the verdict based on them', async ({ page }) => {
  await open(page);
  await tabTo(page, page.getByRole('link', { name: 'My work' }));
  await page.keyboard.press('Enter');
  const box = page.getByLabel('Rows from Excel, Google Sheets or LibreOffice');
  await expect(box).toBeVisible();
  await tabTo(page, box);
  await page.keyboard.insertText(paste);
  await tabTo(page, page.getByRole('button', { name: /^Add these/ }));
  await page.keyboard.press('Enter');

  await tabTo(page, page.getByRole('button', { name: 'Change the row of Cedar' }));
  await page.keyboard.press('Enter');
  const date = field(page.getByRole('dialog'), 'Paid on');
  await expect(date).toBeVisible();
  await tabTo(page, date);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('2026-02-27');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('this is not a date')).toBeHidden();

  await tabTo(page, page.getByRole('button', { name: 'Base the verdict on these rows' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Terms');
  await expect(verdict(page)).not.toBeEmpty();
  await expect(field(page, projects)).not.toHaveValue('');
});

test('joint work: what each put in, and a split', async ({ page }) => {
  await open(page);
  await tabTo(page, page.getByLabel('They introduce clients to me'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const pool = field(page, 'What there is to divide');
  await expect(pool).toBeVisible();
  await tabTo(page, pool);
  await page.keyboard.type('10000');
  for (const [who, hours] of [['You', '70'], ['They', '30']] as const) {
    await tabTo(page, page.getByRole('combobox', { name: 'Who', exact: true }));
    await page.keyboard.type(who);
    await tabTo(page, field(page, 'How much'));
    await page.keyboard.type(hours);
    await tabTo(page, field(page, 'Worth an hour'));
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('100');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'Log of contributions' })).toContainText(`${hours} h at $100`);
  }
  await tabTo(page, page.getByRole('button', { name: 'By contribution', exact: true }));
  await page.keyboard.press('Space');
  await expect(verdict(page)).toContainText(/^Split by .*contribution/);
});

test('two candidates: named, rated each on their own page, and a weight moved', async ({ page }) => {
  await open(page, '#/partners');
  await tabTo(page, field(page, 'Name of a candidate'));
  for (const name of ['Larkspur Studio', 'Harbor Copy']) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(candidate(page, name)).toBeVisible();
  }
  for (const [name, word] of [['Larkspur Studio', 'Strong'], ['Harbor Copy', 'Weak']] as const) {
    await tabTo(page, candidate(page, name));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    for (const criterion of criteria) {
      const group = page.getByRole('group', { name: criterion });
      await tabTo(page, group.getByLabel('Don’t know'));
      await page.keyboard.press(word === 'Strong' ? 'ArrowUp' : 'ArrowDown');
      if (word === 'Strong') await expect(group.getByLabel('Strong')).toBeChecked();
      else await expect(group.getByLabel('Weak')).toBeChecked();
    }
    await page.goBack();
    await expect(candidate(page, name)).toBeFocused();
  }
  await settled(page);
  await expect(verdict(page)).toContainText('Choose Larkspur Studio');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Home');
  await expect(candidate(page, 'Larkspur Studio')).toBeFocused();

  await tabTo(page, page.getByRole('slider', { name: `Weight of ${criteria[4]}` }));
  await page.keyboard.press('End');
  await expect(field(page, criteria[4]!)).toHaveValue('100');
  await page.keyboard.press('Control+z');
  await expect(field(page, criteria[4]!)).toHaveValue('10');
});

test('everything erased, after a copy', async ({ page }) => {
  await reachVerdict(page);
  await saved(page);
  await tabTo(page, page.getByRole('link', { name: 'Share & data' }));
  await page.keyboard.press('Enter');
  const erase = page.getByRole('button', { name: 'Erase everything…' });
  await expect(erase).toBeVisible();
  await tabTo(page, erase);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
  await tabTo(page, dialog.getByRole('button', { name: 'Export a copy, then erase' }));
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await download).suggestedFilename()).toMatch(/^concord-before-erasing-\d{4}-\d\d-\d\d\.json$/);
  await expect(page.getByText('Everything was erased from this browser.')).toBeVisible();
});

test('a proposal sent, and one opened, turned and taken', async ({ page }) => {
  await reachVerdict(page);
  await tabTo(page, page.getByRole('link', { name: 'Send to partner…' }));
  await page.keyboard.press('Enter');
  await tabTo(page, field(page, 'Your name, as your partner knows you (may stay empty)'));
  await page.keyboard.type('Mara Lind');
  await tabTo(page, page.getByRole('checkbox', { name: '15%, 3 months' }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('radio', { name: '10%' }));
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('radio', { name: '$300 a month' })).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: '10%' })).toBeChecked();
  await tabTo(page, page.getByText('The file as text'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('region', { name: 'The file as text' }));
  await tabTo(page, page.getByRole('button', { name: 'Save the file' }));
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  const path = await (await download).path();

  await tabTo(page, page.getByRole('link', { name: 'Share & data' }));
  await page.keyboard.press('Enter');
  const chooser = page.getByLabel('Choose a file…');
  await expect(chooser).toBeAttached();
  await tabTo(page, chooser);
  await chooser.setInputFiles(path);
  await expect(verdict(page)).toContainText('Mara Lind offers you 10%');
  await tabTo(page, field(page, 'Your hour is worth'));
  await page.keyboard.type('900');
  await expect(verdict(page)).toContainText('but it leaves you');
  await tabTo(page, page.getByRole('button', { name: 'Start my own page from this…' }));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Start my own page from this…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Start from this' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Terms with Mara Lind');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Terms');
});
