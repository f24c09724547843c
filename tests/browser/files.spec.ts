import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { comparison, expect, goTo, open, reachVerdict, saved, test, usualYear, verdict } from './support/app.ts';
import { choose, exported, program } from './support/data.ts';
import { kept } from './support/store.ts';

test('an exported file brings everything back after erasing', async ({ page }) => {
  await reachVerdict(page);
  const sentence = await verdict(page).innerText();
  await saved(page);
  await goTo(page, 'Share & data');
  const file = await exported(page);

  await page.getByRole('button', { name: 'Erase everything…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' });
  await dialog.getByRole('button', { name: 'Erase without a copy' }).click();
  await expect(dialog).toBeHidden();
  expect(await kept(page)).toEqual({});
  await goTo(page, 'Terms');
  await expect(verdict(page)).toHaveText('Which terms could you both sign?');

  await goTo(page, 'Share & data');
  await choose(page, file);
  const preview = page.getByRole('region', { name: 'What the file would change' });
  await expect(preview.getByRole('row', { name: /^Answers about your work/ })).toBeVisible();
  expect(await kept(page)).toEqual({});
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await saved(page);
  expect(await exported(page)).toBe(file);
  await goTo(page, 'Terms');
  await expect(verdict(page)).toHaveText(sentence);
});

test('an import is undone like any other step', async ({ page }) => {
  await reachVerdict(page);
  const sentence = await verdict(page).innerText();
  await goTo(page, 'Share & data');
  await choose(page, await readFile('checks/fixtures/workspace-v1.json'));
  await page.getByRole('button', { name: 'Leave it' }).click();
  await expect(page.getByText('can be opened')).toBeHidden();
  await choose(page, await readFile('checks/fixtures/workspace-v1.json'));
  await page.getByRole('button', { name: 'Replace what is here' }).click();
  await page.getByRole('status').filter({ hasText: 'workspace is here' }).getByRole('button', { name: 'Undo' }).click();
  await goTo(page, 'Terms');
  await expect(verdict(page)).toHaveText(sentence);
});

const hostile: [string, (file: string) => string | Buffer, RegExp][] = [
  ['text that is not JSON', () => 'Dear Ana,\nhere are the terms.', /this is not JSON: .*\(line 1, column 1\)/],
  ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]), /not UTF-8 text/],
  ['nothing', () => '', /this file is empty/],
  ['a file cut off', (file) => file.slice(0, -40), /ends too early/],
  ['one key twice', (file) => file.replace('"version":1', '"version":1,"version":1'), /the key "version" is there twice/],
  ['NaN', (file) => file.replace('"version":1', '"version":NaN'), /NaN and Infinity are not numbers in JSON \(line 1/],
  ['1e400', (file) => file.replace('"version":1', '"version":1e400'), /this number is too large to be read \(line 1/],
  ['200 levels', () => '['.repeat(200) + ']'.repeat(200), /nests lists and records more than 127 levels deep/],
  ['41 MB', (file) => file + ' '.repeat(41_000_000), /at most 40 MB can be read/],
  ['UTF-16', (file) => Buffer.from(`\ufeff${file}`, 'utf16le'), /this file is UTF-16; save it as UTF-8/],
  ['a newer version', (file) => file.replace('"version":1', '"version":2'), /this file is of version 2/],
  ['other JSON', () => '{"name":"package"}', /this is not a file of Concord/],
];

for (const [what, harm, message] of hostile) {
  test(`a file with ${what} is refused in one message and changes nothing`, async ({ page }) => {
    await reachVerdict(page);
    await saved(page);
    await goTo(page, 'Share & data');
    const file = await exported(page);
    const before = await kept(page);
    await choose(page, harm(file));
    await expect(page.getByText('was not opened')).toHaveText(message);
    await expect(page.getByText('was not opened')).toContainText('Nothing here has changed.');
    await expect(page.getByRole('button', { name: 'Replace what is here' })).toBeHidden();
    expect(await kept(page)).toEqual(before);
    expect(await exported(page)).toBe(file);
  });
}

test('every problem of a file is named by its path', async ({ page }) => {
  await reachVerdict(page);
  await saved(page);
  await goTo(page, 'Share & data');
  const file = await exported(page);
  const before = await kept(page);
  const document = JSON.parse(file);
  document.workspace.offers[1].id = document.workspace.offers[0].id;
  document.workspace.offers[2].terms.percentage.rate = '15%';
  document.workspace.tax = 'none';
  document.workspace.answers.value.likely = 'much';
  await choose(page, JSON.stringify(document).replace('"amount":30000', '"amount":9007199254740993'));
  const refusal = page.getByRole('status').filter({ hasText: 'was not opened' });
  for (const path of [
    'workspace.offers[1].id', 'workspace.offers[2].terms.percentage.rate', 'workspace.tax', 'workspace.answers.value.likely',
    'workspace.offers[0].terms.amount',
  ]) {
    await expect(refusal.getByRole('listitem').filter({ hasText: `${path}:` })).toHaveCount(1);
  }
  await expect(refusal).toContainText('the file has 5 values that cannot be');
  expect(await kept(page)).toEqual(before);
  expect(await exported(page)).toBe(file);
});

test('a file that was changed by hand is opened with a warning', async ({ page }) => {
  await reachVerdict(page);
  await goTo(page, 'Share & data');
  const file = await exported(page);
  await choose(page, file.replace('"likely":800000', '"likely":900000'));
  await expect(page.getByText('This file was changed after Concord wrote it')).toBeVisible();
});

test('every figure of the comparison is that of the report of the exported file', async ({ page }) => {
  for (const fixture of ['verdict', 'own-rows', 'workspace-v1']) {
    const input = await readFile(`checks/fixtures/${fixture}.json`);
    await open(page, '#/data');
    await choose(page, input);
    await page.getByRole('button', { name: 'Replace what is here' }).click();
    const file = await exported(page);
    await page.goto('/#/terms');
    // The last fixture was left at its joint work.
    const { direction } = JSON.parse(file).workspace.answers;
    await page.getByLabel(direction === 'they-introduce' ? 'They introduce clients to me' : 'I introduce clients to them').check();
    const report = JSON.parse(execFileSync(program, { input: file, encoding: 'utf8' }));
    const { no_deal, offers } = report.introductions.terms;
    await usualYear(page);
    const figures = comparison(page).locator('td[data-row]');
    await expect(figures).toHaveCount(7 * (offers.length + 1));
    const cells = await figures.evaluateAll((cells) =>
      cells.map((cell) => [cell.getAttribute('data-row')!, cell.getAttribute('data-offer'), cell.getAttribute('data-value')!] as const));
    for (const [row, id, shown] of cells) {
      const figures = id ? offers.find((offer: { id: string }) => offer.id === id).cases.likely : no_deal.likely;
      const reported: { [row: string]: number | null } = {
        payout: figures.payout,
        'keep-you': figures.keep.you,
        'keep-them': figures.keep.them,
        'gain-you': figures.gain.you,
        'gain-them': figures.gain.them,
        share: id && figures.share !== null ? Math.round(figures.share * 1e6) : null,
        hours: figures.hours * 2,
      };
      expect(shown, `${fixture}: ${row} of ${id ?? 'no deal'}`).toBe(String(reported[row] ?? ''));
    }
  }
});
