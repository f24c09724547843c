import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** What a page did behind the user's back: every request, and every complaint of the browser. */
export interface Record {
  /** Addresses asked for, also those that failed or were refused; data: addresses hold no request. */
  requests: string[];
  /** Errors and warnings on the console, uncaught errors, and what the page's policy refused. */
  complaints: string[];
}

/** Starts recording all tabs of the page's window; call it before the first `goto`. */
export async function record(page: Page): Promise<Record> {
  const requests: string[] = [];
  const complaints: string[] = [];
  const context = page.context();
  context.on('request', (request) => {
    if (!/^(data|blob):/.test(request.url())) requests.push(request.url());
  });
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    if (message.text() === 'Service Worker registration blocked by Playwright') return;
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`refused by ${event.effectiveDirective}: ${event.blockedURI}`);
    });
  });
  return { requests, complaints };
}

/** The addresses that are no files of the build below `folder`. */
export function foreign(requests: string[], folder: string): string[] {
  return requests.filter((url) => {
    const name = url.split('#')[0]!.slice(folder.length);
    return !url.startsWith(folder) || !existsSync(join('dist', name));
  });
}

/** A test that fails, whatever else it looks at, when the page complains or asks for anything but the build's own files. */
export const test = base.extend<{ seen: Record }>({
  seen: [
    async ({ page, baseURL }, use) => {
      const seen = await record(page);
      await use(seen);
      expect(seen.complaints).toEqual([]);
      expect(foreign(seen.requests, baseURL!)).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

export const introductions = 'Introductions a year, about';
export const projects = 'Of these, how many become paid work';
export const value = 'What a typical project is worth';

export function field(within: Page | Locator, label: string): Locator {
  return within.getByRole('textbox', { name: label, exact: true });
}

/** Types into a field and leaves it. */
export async function answer(within: Page | Locator, label: string, text: string) {
  await field(within, label).fill(text);
  await field(within, label).press('Tab');
}

/** Opens a page of the app by its address. */
export async function open(page: Page, hash = '') {
  await page.goto(`/${hash}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** The first visit up to the verdict: twelve introductions, five projects of 8,000. */
export async function reachVerdict(page: Page) {
  await open(page);
  await answer(page, introductions, '12');
  await answer(page, projects, '5');
  await answer(page, value, '8000');
  await expect(verdict(page)).toContainText('Offer');
  await simulated(page);
}

/** The sentence of the verdict. */
export function verdict(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict' }).getByRole('heading', { level: 2 });
}

/** Waits until the verdict rests on all simulated years of the present answers. */
export async function simulated(page: Page) {
  await expect(page.locator('.said')).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 });
  await expect(page.locator('[data-years="10000"]')).toBeVisible();
}

/** Shows the comparison in a usual year instead of simulated ones. */
export async function usualYear(page: Page) {
  await page.getByLabel('Usual year').check();
}

/** The table of offers and "No deal". */
export function comparison(page: Page): Locator {
  return page.getByRole('region', { name: 'Comparison of the offers' }).getByRole('table');
}

/** The offers on the table, each of them a button that opens it. */
export function chips(page: Page): Locator {
  return page.getByRole('list').filter({ has: page.getByRole('button', { name: 'add', exact: true }) }).getByRole('button');
}

/** The button of the head, not the one of a notice. */
export function head(page: Page, name: 'Undo' | 'Redo'): Locator {
  return page.getByRole('main').getByRole('button', { name, exact: true });
}

export type PageName = 'Overview' | 'Partners' | 'Terms' | 'Worth it' | 'Referrals' | 'My work' | 'Share & data';

/** Goes to another page by the navigation. */
export async function goTo(page: Page, name: PageName) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
}

/** Waits until the page says that everything was saved. */
export async function saved(page: Page) {
  await expect(page.getByRole('status').filter({ hasText: /^Saved \d\d:\d\d$/ })).toBeVisible();
}

/** Opens every section of the page, also those in others, which are there once those are open. */
export async function unfold(page: Page) {
  const closed = page.locator('details:not([open])');
  await expect(async () => {
    await closed.evaluateAll((all) => all.forEach((details) => { (details as HTMLDetailsElement).open = true; }));
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => setTimeout(shown))));
    await expect(closed).toHaveCount(0, { timeout: 1 });
  }).toPass();
}
