import type { Page } from '@playwright/test';
import { comparison, expect, test } from './support/app.ts';
import { exactValues, openVerdict, reported } from './support/forecast.ts';

// Every chart of simulated years has a table, and every cell of a table its exact value: that of the report.

interface Outlook {
  id: string | null;
  payout: { mean: number; quantiles: [number, number, number] };
  months: [number, number, number][];
  beats: { other: string | null; chance: { you: number; them: number } }[];
}

const awayFromZero = (mean: number) => Math.sign(mean) * Math.round(Math.abs(mean));

async function simulatedOffers(page: Page): Promise<Outlook[]> {
  return (await reported(page)).introductions.forecast.offers;
}

test('pay in a year as a table is that of the report', async ({ page }) => {
  await openVerdict(page);
  await page.getByText('These numbers as a table').click();
  const shown = await exactValues(page, 'Pay in a year as a table');
  const offers = await simulatedOffers(page);
  expect(offers).toHaveLength(7);
  expect(shown).toEqual(offers.map(({ payout: { mean, quantiles: [low, , high] } }) =>
    [low, awayFromZero(mean), high].map((value) => [String(value)])));
});

test('the chance that one beats another is that of the report, for both', async ({ page }) => {
  await openVerdict(page);
  await page.getByText('In how many years one beats another', { exact: true }).click();
  const shown = await exactValues(page, 'In how many years one beats another');
  const offers = await simulatedOffers(page);
  const columns = [null, ...offers.map(({ id }) => id)];
  expect(shown).toEqual(offers.map(({ id, beats }) => columns.map((other) => {
    const chance = beats.find((beat) => beat.other === other)?.chance;
    expect(chance === undefined, 'only against itself there is no chance').toBe(other === id);
    return chance ? [String(chance.you), String(chance.them)] : ['none'];
  })));
});

test('month by month is that of the report, with what eight years of ten lie between', async ({ page }) => {
  await openVerdict(page);
  await page.getByText('Month by month', { exact: true }).click();
  const shown = await exactValues(page, 'Month by month as a table');
  const offers = await simulatedOffers(page);
  expect(shown).toEqual([...Array(12).keys()].map((month) => offers.map(({ months }) => {
    const [low, median, high] = months[month]!;
    return [`${median}`, `${low} ${high}`];
  })));
});

/** The cells of the comparison: row, offer and exact value. */
function compared(page: Page): Promise<(readonly [string, string | null, string])[]> {
  return comparison(page).locator('td[data-row]').evaluateAll((cells) =>
    cells.map((cell) => [cell.getAttribute('data-row')!, cell.getAttribute('data-offer'), cell.getAttribute('data-value')!] as const));
}

for (const where of ['in the worker', 'on the page'] as const) {
  test(`the comparison of years simulated ${where}, of a usual, a cautious and a hopeful one is that of the report`, async ({ page }) => {
    if (where === 'on the page') await page.addInitScript(() => delete (window as Partial<Window & typeof globalThis>).Worker);
    await openVerdict(page);
    const years = page.getByRole('group', { name: 'Which years' });
    const shown: { [name: string]: Awaited<ReturnType<typeof compared>> } = {};
    for (const [name, title] of [
      ['Simulated years', 'An average year, before tax'],
      ['Usual year', 'A usual year, before tax'],
      ['Cautious', 'A cautious year, before tax'],
      ['Hopeful', 'A hopeful year, before tax'],
    ] as const) {
      await years.getByLabel(name).check();
      await expect(comparison(page).getByRole('columnheader').first()).toHaveText(title);
      shown[name] = await compared(page);
    }
    const { terms, cautious, hopeful, forecast } = (await reported(page)).introductions;
    const ids: (string | null)[] = [...forecast.offers.map(({ id }: Outlook) => id), null];

    const average = (id: string | null) => {
      const outlook = id ? forecast.offers.find((offer: Outlook) => offer.id === id) : forecast.no_deal;
      return {
        payout: awayFromZero(outlook.payout.mean),
        'gain-you': awayFromZero(outlook.gain.you.gain.mean),
        'gain-them': awayFromZero(outlook.gain.them.gain.mean),
        share: id ? Math.round(outlook.effective_rate * 1e6) : 0,
        hours: outlook.hours * 2,
      };
    };
    const inOne = (year: { payout: number; keep: Sides; gain: Sides; share: number | null; hours: number }, id: string | null) => ({
      payout: year.payout,
      'keep-you': year.keep.you,
      'keep-them': year.keep.them,
      'gain-you': year.gain.you,
      'gain-them': year.gain.them,
      share: id && year.share !== null ? Math.round(year.share * 1e6) : '',
      hours: year.hours * 2,
    });
    interface Sides { you: number; them: number }
    const usual = (id: string | null) =>
      inOne(id ? terms.offers.find((offer: Outlook) => offer.id === id).cases.likely : terms.no_deal.likely, id);
    const scenario = (of: typeof cautious) => (id: string | null) =>
      inOne(id ? of.offers.find((offer: Outlook) => offer.id === id).figures : of.no_deal, id);

    for (const [name, expected] of [
      ['Simulated years', average],
      ['Usual year', usual],
      ['Cautious', scenario(cautious)],
      ['Hopeful', scenario(hopeful)],
    ] as const) {
      const cells = ids.flatMap((id) => Object.entries(expected(id)).map(([row, value]) => [row, id, String(value)] as const));
      const inOrder = (cells: (readonly [string, string | null, string])[]) => cells.map(String).sort();
      expect(inOrder(shown[name]!), name).toEqual(inOrder(cells));
    }
  });
}
