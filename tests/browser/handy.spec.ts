import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { answer, comparison, expect, field, goTo, head, introductions, open, reachVerdict, saved, test, verdict } from './support/app.ts';
import { expectAccessible, expectLegible } from './support/axe.ts';
import { twoCandidates } from './support/partners.ts';
import { loadPortfolio } from './support/worth.ts';

// Conveniences of every page: finding by name, shortcuts, the theme, how numbers are shown, the reminder of a copy.

const finder = (page: Page): Locator => page.getByRole('dialog', { name: 'Find' });
const box = (page: Page): Locator => finder(page).getByRole('combobox');
const options = (page: Page): Locator => finder(page).getByRole('option');
const chosen = (page: Page): Locator => finder(page).locator('[aria-selected=true]');

async function find(page: Page, text: string) {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(box(page)).toBeFocused();
  await page.keyboard.type(text);
}

/** Opens a workspace with this many candidates through a file. */
async function manyCandidates(page: Page, count: number) {
  await open(page, '#/data');
  const file = JSON.parse(await readFile('checks/fixtures/partners.json', 'utf8'));
  const [first] = file.workspace.scorecard.partners;
  file.workspace.scorecard.partners = Array.from({ length: count }, (_, place) => ({
    kind: first.kind,
    ratings: [],
    history: [],
    id: `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`,
    name: `${'Candidate of a rather long name '.repeat(place % 3 + 1).trim()} ${place}`,
  }));
  await page.getByLabel('Choose a file…').setInputFiles({ name: 'many.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
}

test.describe('Find', () => {
  test('leads to a page by keys alone, and the focus goes with it', async ({ page }) => {
    await open(page);
    await find(page, 'wor');
    await expect(options(page)).toHaveText([/Worth it\s*Page/, /My work\s*Page/, /Referrals: what works\s*Page/, /New workspace\s*Action/, /My work\s*Workspace, open now/]);
    await expect(chosen(page)).toContainText('Worth it');
    await page.keyboard.press('Enter');
    await expect(finder(page)).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Worth it');
    await expect(page.getByRole('main')).toBeFocused();
  });

  test('is a combobox: arrows, Home and End move, the first is chosen, Escape leaves', async ({ page }) => {
    await open(page);
    const button = page.getByRole('button', { name: 'Find…' }).first();
    await expect(button).toContainText(/Ctrl K|⌘ K/);
    await button.click();
    await expect(box(page)).toBeFocused();
    const active = async () => page.locator(`#${await box(page).getAttribute('aria-activedescendant')}`);
    await expect(await active()).toHaveText(/Overview/);
    await page.keyboard.press('ArrowDown');
    await expect(await active()).toHaveText(/Partners/);
    await expect(chosen(page)).toHaveCount(1);
    await page.keyboard.press('End');
    await expect(await active()).toHaveText(/Offer$/);
    await expect(await active()).toBeInViewport();
    await page.keyboard.press('ArrowDown');
    await expect(await active()).toHaveText(/Overview/);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Home');
    await expect(await active()).toHaveText(/Overview/);
    await page.keyboard.type('zzz');
    await expect(finder(page).getByRole('status')).toHaveText('Nothing is called that.');
    await expect(box(page)).toHaveAttribute('aria-expanded', 'false');
    await expectAccessible(page, 'nothing found');
    await page.keyboard.press('Enter');
    await expect(finder(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(finder(page)).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('does what it says: undo as far as it is possible, a copy, print, the theme', async ({ page }) => {
    await reachVerdict(page);
    await find(page, 'redo');
    await expect(options(page)).toHaveText([/nothing to redo/]);
    await page.keyboard.press('Enter');
    await expect(finder(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await find(page, 'undo');
    await page.keyboard.press('Enter');
    await expect(head(page, 'Redo')).toBeEnabled();
    await find(page, 'redo');
    await page.keyboard.press('Enter');
    await expect(head(page, 'Redo')).toBeDisabled();

    const download = page.waitForEvent('download');
    await find(page, 'copy');
    await page.keyboard.press('Enter');
    expect((await download).suggestedFilename()).toMatch(/^concord-\d{4}-\d\d-\d\d\.json$/);

    await page.evaluate(() => { window.print = () => { document.title = document.querySelector('dialog[open]') ? 'a dialog' : 'printed'; }; });
    await find(page, 'print');
    await page.keyboard.press('Enter');
    await expect(page).toHaveTitle('printed');

    await find(page, 'dark');
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  test('opens what the reader named: a candidate, an offer, a workspace', async ({ page }) => {
    await open(page, '#/partners');
    await twoCandidates(page);
    await goTo(page, 'Share & data');
    await find(page, 'copy har');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Harbor Copy' })).toBeVisible();

    await find(page, '$300');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Change the offer' })).toBeVisible();
    await page.keyboard.press('Escape');

    await find(page, 'new work');
    await page.keyboard.press('Enter');
    const naming = page.getByRole('dialog', { name: 'A new workspace' });
    await field(naming, 'Name').fill('Pilot');
    await naming.getByRole('button', { name: 'Add and open' }).click();
    await expect(naming).toBeHidden();
    await find(page, 'my work');
    await expect(options(page)).toHaveText([/My work\s*Page/, /My work\s*Workspace/]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByText('“My work” is open.')).toBeVisible();
    await find(page, 'harbor');
    await expect(options(page)).toHaveCount(1);
  });

  test('opens a partnership, and a form for a new one of each kind', async ({ page }) => {
    await loadPortfolio(page);
    const name = await page.getByRole('region', { name: 'Your partnerships as a table' }).getByRole('rowheader').first().locator('bdi').innerText();
    await goTo(page, 'Terms');
    await find(page, name);
    await page.keyboard.press('Enter');
    await expect(field(page.getByRole('dialog', { name: 'Change a partnership' }), 'Name')).toHaveValue(name);
    await page.keyboard.press('Escape');
    await find(page, 'add a partnership');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Add a partnership' })).toBeVisible();
    await page.keyboard.press('Escape');
    await find(page, 'add an offer');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Put an offer on the table' })).toBeVisible();
    await page.keyboard.press('Escape');
    await find(page, 'add a cand');
    await page.keyboard.press('Enter');
    await expect(field(page, 'Name of a candidate')).toBeFocused();
  });

  test('stays quick and readable among a thousand candidates', async ({ page }) => {
    await manyCandidates(page, 1000);
    await find(page, '');
    await expect(options(page)).toHaveCount(50);
    await page.keyboard.type('candidate');
    await expect(options(page)).toHaveCount(50);
    await expect(finder(page).getByRole('status')).toHaveText(/^and 95\d more: type a few letters/);
    await expectAccessible(page, 'a thousand found');
    const took = await box(page).evaluate(async (input: HTMLInputElement) => {
      const started = performance.now();
      for (const text of ['candidate 9', 'candidate 99', 'candidate 999']) {
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await new Promise((done) => setTimeout(done));
      }
      return (performance.now() - started) / 3;
    });
    await expect(options(page)).toHaveText([/999\s*Candidate/]);
    expect(took, 'milliseconds a letter').toBeLessThan(100);
  });

  for (const width of [1440, 768, 360]) {
    test(`is reachable and legible at ${width} px, and no name breaks it`, async ({ page }) => {
      await page.setViewportSize({ width, height: 740 });
      await open(page, '#/partners');
      await field(page, 'Name of a candidate').fill('Verzekeringsmaatschappijenoverleg-Noordzeekustgemeenschap'.repeat(2));
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Find…' }).filter({ visible: true }).click();
      await page.keyboard.type('verz');
      await expect(options(page)).toHaveCount(1);
      await expectLegible(page, `Find, ${width} px`);
      const wide = await finder(page).evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      expect(wide).toBe(0);
    });
  }

  test('does not open over another dialog', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'add', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByLabel('Model').press('?');
    await expect(page.getByRole('dialog')).toHaveCount(1);
    await expect(finder(page)).toBeHidden();
  });

  test('what could not be fetched comes on the next try', async ({ page, seen }) => {
    await open(page);
    await page.route('**/split_pages-*', (route) => route.abort());
    await page.keyboard.press('ControlOrMeta+k');
    await expect(page.getByText('This part of Concord could not be loaded')).toBeVisible();
    await expectAccessible(page, 'Find could not be loaded');
    seen.complaints.length = 0;
    await page.unroute('**/split_pages-*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(box(page)).toBeFocused();
  });
});

test.describe('shortcuts', () => {
  const shortcuts = (page: Page): Locator => page.getByRole('dialog', { name: 'Keyboard shortcuts' });

  test('? lists them, but not while one types, and it can be switched off here', async ({ page }) => {
    await open(page);
    await field(page, introductions).focus();
    await page.keyboard.type('?');
    await expect(field(page, introductions)).toHaveValue('?');
    await expect(shortcuts(page)).toBeHidden();
    await field(page, introductions).fill('');
    await page.getByRole('link', { name: 'Terms' }).focus();
    await page.keyboard.press('?');
    await expect(shortcuts(page).getByRole('row')).toHaveCount(10);
    await expect(shortcuts(page).getByRole('row', { name: /Undo/ })).toContainText(/Ctrl|⌘/);
    await expect(shortcuts(page).getByRole('row', { name: /offer/ })).toContainText('Shift');
    await shortcuts(page).getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(shortcuts(page)).toBeHidden();

    await page.reload();
    await page.getByRole('link', { name: 'Terms' }).focus();
    await page.keyboard.press('?');
    await find(page, 'shortcuts');
    await page.keyboard.press('Enter');
    await expect(shortcuts(page).getByRole('checkbox')).not.toBeChecked();
    await shortcuts(page).getByRole('checkbox').check();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(shortcuts(page)).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test('Find and the shortcuts: axe finds nothing', async ({ page }) => {
      await reachVerdict(page);
      await find(page, '');
      await expectAccessible(page, `Find, ${colorScheme}`);
      await page.keyboard.press('Escape');
      await page.getByRole('link', { name: 'Terms' }).focus();
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await expectAccessible(page, `shortcuts, ${colorScheme}`);
      await page.setViewportSize({ width: 320, height: 700 });
      await expectLegible(page, 'shortcuts, 320 px');
    });

    test('the theme is the device’s until another is chosen, before the first paint and in every tab', async ({ page, context }) => {
      const paper = (of: Page) => of.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const bar = (of: Page) => of.evaluate(() => [...document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]')].find((meta) => matchMedia(meta.media).matches)?.content);
      const [light, dark] = [['rgb(247, 246, 243)', '#f7f6f3'], ['rgb(20, 24, 22)', '#141816']] as const;
      const [own, other, choice] = colorScheme === 'light' ? [light, dark, 'dark'] : [dark, light, 'light'];
      await open(page, '#/data');
      expect([await paper(page), await bar(page)]).toEqual(own);
      const second = await context.newPage();
      await second.emulateMedia({ colorScheme });
      await open(second);

      await page.getByLabel('Colours').selectOption(choice);
      expect([await paper(page), await bar(page)]).toEqual(other);
      await expect.poll(() => paper(second)).toBe(other[0]);
      expect(await bar(second)).toBe(other[1]);
      await expectAccessible(page, `${choice} on a device that is ${colorScheme}`);

      // Without the app, as it is before the first paint.
      await page.route('**/concord-*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await page.reload();
      expect([await paper(page), await bar(page)]).toEqual(other);
    });
  });
}

test('a printed page is light whatever the theme', async ({ page }) => {
  await open(page, '#/data');
  await page.getByLabel('Colours').selectOption('dark');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
  expect(await page.evaluate(() => getComputedStyle(document.querySelector('h1')!).color)).toBe('rgb(0, 0, 0)');
});

test('erasing everything forgets the theme as well, and removing the first workspace does not', async ({ page }) => {
  await open(page, '#/data');
  await page.getByLabel('Colours').selectOption('dark');
  await goTo(page, 'Overview');
  await page.getByRole('button', { name: 'New workspace…' }).click();
  await field(page.getByRole('dialog'), 'Name').fill('Second');
  await page.getByRole('button', { name: 'Add and open' }).click();
  await page.getByRole('button', { name: 'Remove My work' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await goTo(page, 'Share & data');
  await page.getByRole('button', { name: 'Erase everything…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Erase without a copy' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', '');
});

test.describe('numbers', () => {
  test('are shown as chosen, and fields stay as they are read', async ({ page }) => {
    await reachVerdict(page);
    await saved(page);
    await expect(comparison(page)).toContainText('$3,600');
    await goTo(page, 'Share & data');
    await page.getByLabel('Show numbers as').selectOption('comma');
    await goTo(page, 'Terms');
    await expect(comparison(page)).toContainText('$3.600');
    await expect(page.getByRole('main')).not.toContainText(/\$\d+,\d{3}/);
    await expect(field(page, 'What a typical project is worth')).toHaveValue('8000');
    await answer(page, 'What a typical project is worth', '8,500.50');
    await expect(field(page, 'What a typical project is worth')).toHaveAttribute('aria-invalid', 'false');
    await goTo(page, 'Share & data');
    await page.getByLabel('Show numbers as').selectOption('space');
    await page.reload();
    await goTo(page, 'Terms');
    await expect(comparison(page)).toContainText(/\$\d\u202F\d{3}/);
  });

  test.describe('of a region with other signs', () => {
    test.use({ locale: 'en-ZA' });

    test('are the same in amounts and in counts', async ({ page }) => {
      await reachVerdict(page);
      const text = await page.getByRole('main').innerText();
      expect(text).toMatch(/\d\u00A0\d{3}/);
      expect(text).not.toMatch(/\d\.\d+%/);
      await expect(verdict(page)).not.toContainText(/\d,\d{3}/);
    });
  });
});

test.describe('the reminder of a copy', () => {
  const reminder = (page: Page): Locator => page.locator('[data-reminder]');
  const day = 86_400_000;

  async function changesMadeAgo(page: Page, changes: number, ago: number) {
    await reachVerdict(page);
    await saved(page);
    await page.evaluate(([changes, ago]) => {
      localStorage.setItem('concord/changes', String(changes));
      localStorage.setItem('concord/begun', String(Date.now() - ago!));
    }, [changes, ago]);
    await page.reload();
    await expect(verdict(page)).toContainText('Offer');
  }

  test('comes when much is in no copy, and goes once one was taken', async ({ page }) => {
    await changesMadeAgo(page, 19, day);
    await expect(reminder(page)).toBeHidden();
    await answer(page, introductions, '14');
    await expect(reminder(page)).toContainText('20 changes and no copy of them.');
    await expectAccessible(page, 'the reminder');
    await goTo(page, 'Partners');
    await expect(reminder(page)).toBeVisible();
    await page.setViewportSize({ width: 320, height: 700 });
    await expectLegible(page, 'the reminder, 320 px');
    const download = page.waitForEvent('download');
    await reminder(page).getByRole('button', { name: 'Export a copy' }).click();
    await download;
    await expect(reminder(page)).toBeHidden();
  });

  test('is put off for a week, also in the next tab', async ({ page }) => {
    await changesMadeAgo(page, 60, day);
    await reminder(page).getByRole('button', { name: 'Not this week' }).click();
    await expect(reminder(page)).toBeHidden();
    await page.reload();
    await expect(verdict(page)).toContainText('Offer');
    await answer(page, introductions, '15');
    await expect(reminder(page)).toBeHidden();
    await page.evaluate((week) => localStorage.setItem('concord/reminded', String(Date.now() - week)), 7 * day);
    await page.reload();
    await expect(reminder(page)).toBeVisible();
  });

  test('leaves a first visit alone', async ({ page }) => {
    await open(page);
    const began = Date.now();
    for (let times = 0; times < 22; times += 1) await answer(page, introductions, String(30 + times));
    await saved(page);
    await expect(reminder(page)).toBeHidden();
    const noted = Number(await page.evaluate(() => localStorage.getItem('concord/begun')));
    expect(Math.abs(noted - began)).toBeLessThan(60_000);
  });

  test('stands below a dialog', async ({ page }) => {
    await changesMadeAgo(page, 60, day);
    await expect(reminder(page)).toBeVisible();
    await find(page, '');
    const covered = await reminder(page).evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return !element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(covered).toBe(true);
  });
});
